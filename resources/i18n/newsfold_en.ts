<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Captions</name>
    <message numerus="yes">
        <source>{total} hit(s) so far…</source>
        <translation>
            <numerusform>{total} hit so far…</numerusform>
            <numerusform>{total} hits so far…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{total} hit(s) · {unread} unread</source>
        <translation>
            <numerusform>{total} hit · {unread} unread</numerusform>
            <numerusform>{total} hits · {unread} unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} article(s) marked read</source>
        <translation>
            <numerusform>{count} article marked read</numerusform>
            <numerusform>{count} articles marked read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} article(s) marked unread</source>
        <translation>
            <numerusform>{count} article marked unread</numerusform>
            <numerusform>{count} articles marked unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} article(s) starred</source>
        <translation>
            <numerusform>{count} article starred</numerusform>
            <numerusform>{count} articles starred</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} star(s) taken away</source>
        <translation>
            <numerusform>{count} star taken away</numerusform>
            <numerusform>{count} stars taken away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitBar</name>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message numerus="yes">
        <source>{total} article(s) · {unread} unread</source>
        <translation>
            <numerusform>{total} article · {unread} unread</numerusform>
            <numerusform>{total} articles · {unread} unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message numerus="yes">
        <source>Show %n new article(s)</source>
        <translation>
            <numerusform>Show %n new article</numerusform>
            <numerusform>Show %n new articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message numerus="yes">
        <source>{count} more folder(s) can be opened from the menu, under Open Recent.</source>
        <translation>
            <numerusform>{count} more folder can be opened from the menu, under Open Recent.</numerusform>
            <numerusform>{count} more folders can be opened from the menu, under Open Recent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>{count} file(s) with problems</source>
        <translation>
            <numerusform>{count} file with problems</numerusform>
            <numerusform>{count} files with problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeRuler</name>
    <message numerus="yes">
        <source>{when} · {total} article(s)</source>
        <translation>
            <numerusform>{when} · {total} article</numerusform>
            <numerusform>{when} · {total} articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>{count} article(s)</source>
        <translation>
            <numerusform>{count} article</numerusform>
            <numerusform>{count} articles</numerusform>
        </translation>
    </message>
</context>
</TS>
