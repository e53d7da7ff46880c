<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Newsfold {version} is there; see Help, About Newsfold.</source>
        <translation>Newsfold {version} 已发布，见“帮助”菜单中的“关于 Newsfold”。</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Newsfold</source>
        <translation>关于 Newsfold</translation>
    </message>
    <message>
        <source>Newsfold {version}</source>
        <translation>Newsfold {version}</translation>
    </message>
    <message>
        <source>Opens a folder of articles on your own disk. Free software under the MIT licence; it asks no network by itself.</source>
        <translation>打开你自己硬盘上的一个文章文件夹。以 MIT 许可证发布的自由软件；它自己不会访问网络。</translation>
    </message>
    <message>
        <source>Tell me once a day whether there is a newer version</source>
        <translation>每天告诉我一次有没有新版本</translation>
    </message>
    <message>
        <source>Asks {host}. Nothing is sent but the request, and nothing is installed.</source>
        <translation>询问 {host}。除了请求本身什么也不发送，也不会安装任何东西。</translation>
    </message>
    <message>
        <source>Version {version} is there.</source>
        <translation>{version} 版已发布。</translation>
    </message>
    <message>
        <source>What it is made of, and under which licences</source>
        <translation>组成部分及其许可证</translation>
    </message>
    <message>
        <source>The texts come with the installed program. Here each package has its own.</source>
        <translation>许可证文本随安装的程序附带；在这里，每个软件包各有自己的一份。</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Article</source>
        <translation>文章(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>显示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open Folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Problems…</source>
        <translation>有问题的文件…</translation>
    </message>
    <message>
        <source>Read the Folder Again</source>
        <translation>再读一遍文件夹</translation>
    </message>
    <message>
        <source>Close Window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Next Article</source>
        <translation>下一篇</translation>
    </message>
    <message>
        <source>Previous Article</source>
        <translation>上一篇</translation>
    </message>
    <message>
        <source>Next Unread Article</source>
        <translation>下一篇未读</translation>
    </message>
    <message>
        <source>Previous Unread Article</source>
        <translation>上一篇未读</translation>
    </message>
    <message>
        <source>Page Down, Then Next Unread</source>
        <translation>往下翻一屏，到底去下一篇未读</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>往上翻一屏</translation>
    </message>
    <message>
        <source>Next Category</source>
        <translation>下一个栏目</translation>
    </message>
    <message>
        <source>Previous Category</source>
        <translation>上一个栏目</translation>
    </message>
    <message>
        <source>Search, or Command…</source>
        <translation>搜索，或输入命令…</translation>
    </message>
    <message>
        <source>Search Everywhere</source>
        <translation>在全部文章中搜索</translation>
    </message>
    <message>
        <source>Best or Newest Hits First</source>
        <translation>最相关的或最新的在前</translation>
    </message>
    <message>
        <source>Keep This Search</source>
        <translation>保存这个搜索</translation>
    </message>
    <message>
        <source>Filter Categories</source>
        <translation>筛选栏目</translation>
    </message>
    <message>
        <source>Read or Unread</source>
        <translation>已读或未读</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Mark All in View Read</source>
        <translation>列表里的全部标为已读</translation>
    </message>
    <message>
        <source>Mark All Above Read</source>
        <translation>以上标为已读</translation>
    </message>
    <message>
        <source>Mark All Older Read</source>
        <translation>更早的标为已读</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Open the Original</source>
        <translation>打开原文</translation>
    </message>
    <message>
        <source>Show the File in Its Folder</source>
        <translation>在文件夹里指出文件</translation>
    </message>
    <message>
        <source>Show the Article As It Is Now</source>
        <translation>显示文章现在的样子</translation>
    </message>
    <message>
        <source>More Like This</source>
        <translation>找类似的文章</translation>
    </message>
    <message>
        <source>Find in Page…</source>
        <translation>在这一篇里找…</translation>
    </message>
    <message>
        <source>Next Hit</source>
        <translation>下一处匹配</translation>
    </message>
    <message>
        <source>Previous Hit</source>
        <translation>上一处匹配</translation>
    </message>
    <message>
        <source>Go to the Sidebar</source>
        <translation>到侧栏</translation>
    </message>
    <message>
        <source>Go to the List</source>
        <translation>到列表</translation>
    </message>
    <message>
        <source>Go to the Page</source>
        <translation>到文章</translation>
    </message>
    <message>
        <source>Show All Articles</source>
        <translation>显示全部文章</translation>
    </message>
    <message>
        <source>Show Unread Articles Only</source>
        <translation>只显示未读</translation>
    </message>
    <message>
        <source>Show Starred Articles Only</source>
        <translation>只显示收藏</translation>
    </message>
    <message>
        <source>Clear Read Articles from the List</source>
        <translation>把读过的从列表里清出去</translation>
    </message>
    <message>
        <source>Show or Hide the Sidebar</source>
        <translation>收起或展开侧栏</translation>
    </message>
    <message>
        <source>Hide or Show Categories Without Unread Articles</source>
        <translation>隐藏或显示没有未读文章的栏目</translation>
    </message>
    <message>
        <source>Show or Hide What the Site Hides</source>
        <translation>显示或隐藏网站不列出的文章</translation>
    </message>
    <message>
        <source>Larger Text</source>
        <translation>字大一点</translation>
    </message>
    <message>
        <source>Smaller Text</source>
        <translation>字小一点</translation>
    </message>
    <message>
        <source>Normal Text Size</source>
        <translation>字恢复原样</translation>
    </message>
    <message>
        <source>Reading Appearance…</source>
        <translation>阅读外观…</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>All Keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>About Newsfold</source>
        <translation>关于 Newsfold</translation>
    </message>
</context>
<context>
    <name>AppearancePopover</name>
    <message>
        <source>Reading appearance</source>
        <translation>阅读外观</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>米黄</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>高对比</translation>
    </message>
    <message>
        <source>Serif</source>
        <translation>宋体</translation>
    </message>
    <message>
        <source>Sans Serif</source>
        <translation>黑体</translation>
    </message>
    <message>
        <source>On Opening</source>
        <translation>打开时</translation>
    </message>
    <message>
        <source>On Leaving</source>
        <translation>离开时</translation>
    </message>
    <message>
        <source>By Hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>小一点</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>大一点</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Counts as read</source>
        <translation>何时算已读</translation>
    </message>
</context>
<context>
    <name>ArticleDelegate</name>
    <message>
        <source>file removed</source>
        <translation>文件已删除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已改动</translation>
    </message>
</context>
<context>
    <name>ArticleListModel</name>
    <message>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>已收藏</translation>
    </message>
    <message>
        <source>changed since read</source>
        <translation>读过之后有改动</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>ArticleTable</name>
    <message>
        <source>Articles</source>
        <translation>文章列表</translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>The program that draws pages has ended unexpectedly. Open the article again.</source>
        <translation>显示文章的程序意外结束了，请再打开这一篇。</translation>
    </message>
    <message>
        <source>This article could not be shown.</source>
        <translation>这篇文章显示不出来。</translation>
    </message>
    <message>
        <source>Articles cannot be shown: the engine that draws them lacks a part of the system ({what}). Everything else works.</source>
        <translation>文章无法显示：绘制页面的引擎缺少系统部件（{what}）。其他功能不受影响。</translation>
    </message>
    <message>
        <source>Articles cannot be shown while Newsfold runs as root: the engine that draws them refuses to work without its sandbox. Start Newsfold as an ordinary user.</source>
        <translation>以 root 身份运行时不能显示文章：显示文章的引擎离开沙箱便不工作。请以普通用户身份启动 Newsfold。</translation>
    </message>
    <message>
        <source>{minutes} min read</source>
        <translation>约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>较早</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>较新</translation>
    </message>
    <message>
        <source>Remote image from {host}</source>
        <translation>来自 {host} 的网络图片</translation>
    </message>
    <message>
        <source>Missing image</source>
        <translation>找不到图片</translation>
    </message>
    <message>
        <source>This article is very long: shown only in part.</source>
        <translation>这篇文章太长，只显示了一部分。</translation>
    </message>
    <message>
        <source>Part of this article is shown as it is written, not laid out.</source>
        <translation>这篇文章有一部分没有排版，按原样显示。</translation>
    </message>
    <message>
        <source>1 image on the web is not loaded.</source>
        <translation>1 张网络图片没有载入。</translation>
    </message>
    <message>
        <source>{count} images on the web are not loaded.</source>
        <translation>{count} 张网络图片没有载入。</translation>
    </message>
    <message>
        <source>Always show those of {category}</source>
        <translation>总是显示“{category}”的图片</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>Changed since you read it</source>
        <translation>读过之后有改动</translation>
    </message>
    <message>
        <source>Changed since you read it; too much to be shown here.</source>
        <translation>读过之后有改动，改动太多，无法在此列出。</translation>
    </message>
    <message>
        <source>Show what changed</source>
        <translation>看改了什么</translation>
    </message>
    <message>
        <source>The file of this article cannot be read any more. This is what it said.</source>
        <translation>这篇文章的文件已无法读取，以下是它原来的内容。</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Reading the folder…</source>
        <translation>正在读文件夹…</translation>
    </message>
    <message>
        <source>No articles were found in this folder.</source>
        <translation>这个文件夹里没有找到文章。</translation>
    </message>
    <message>
        <source>Nothing is unread here.</source>
        <translation>这里没有未读的文章。</translation>
    </message>
    <message>
        <source>Nothing is starred here. S stars an article.</source>
        <translation>这里没有收藏的文章。按 S 收藏一篇。</translation>
    </message>
    <message>
        <source>There are no articles here.</source>
        <translation>这里没有文章。</translation>
    </message>
    <message numerus="yes">
        <source>{total} hit(s) so far…</source>
        <translation>
            <numerusform>已找到 {total} 篇…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{total} hit(s) · {unread} unread</source>
        <translation>
            <numerusform>找到 {total} 篇 · {unread} 未读</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>什么也没有找到。</translation>
    </message>
    <message>
        <source>Nothing was found here. {keys} searches everywhere.</source>
        <translation>这里没有找到。按 {keys} 在全部文章中搜索。</translation>
    </message>
    <message numerus="yes">
        <source>{count} article(s) marked read</source>
        <translation>
            <numerusform>已将 {count} 篇标为已读</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} article(s) marked unread</source>
        <translation>
            <numerusform>已将 {count} 篇标为未读</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} article(s) starred</source>
        <translation>
            <numerusform>已收藏 {count} 篇</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} star(s) taken away</source>
        <translation>
            <numerusform>已取消收藏 {count} 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeBar</name>
    <message>
        <source>Changed meanwhile · Show</source>
        <translation>文章已有改动 · 显示</translation>
    </message>
    <message>
        <source>This article has changed meanwhile. Show it as it is now.</source>
        <translation>这篇文章已有改动，显示现在的样子。</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message>
        <source>dddd, MMMM d</source>
        <translation>M月d日 dddd</translation>
    </message>
    <message>
        <source>dddd, MMMM d, yyyy</source>
        <translation>yyyy年M月d日 dddd</translation>
    </message>
    <message>
        <source>MMMM d, yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>MMMM</source>
        <translation>M 月</translation>
    </message>
    <message>
        <source>yyyy</source>
        <translation>yyyy 年</translation>
    </message>
    <message>
        <source>Today · {day}</source>
        <translation>今天 · {day}</translation>
    </message>
    <message>
        <source>Yesterday · {day}</source>
        <translation>昨天 · {day}</translation>
    </message>
</context>
<context>
    <name>Dressing</name>
    <message>
        <source>The settings could not be saved: {why}</source>
        <translation>设置没能保存：{why}</translation>
    </message>
</context>
<context>
    <name>FailureDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>Newsfold met a fault of its own. What you marked and starred is kept. If it happens again, this report helps to mend it; it has been sent nowhere.</source>
        <translation>Newsfold 自己出了错。你标记和收藏的都还在。如果再出现，这份报告有助于修好它；报告没有发送到任何地方。</translation>
    </message>
    <message>
        <source>Copy the Report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Newsfold was upgraded while it was open. Please close it and start it again.</source>
        <translation>Newsfold 开着的时候被升级了。请关掉它，再重新打开。</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>the query is too long</source>
        <translation>查询太长</translation>
    </message>
    <message>
        <source>there are too many parentheses in one another</source>
        <translation>括号套得太多层</translation>
    </message>
    <message>
        <source>a quotation mark is never closed</source>
        <translation>引号没有闭合</translation>
    </message>
    <message>
        <source>a parenthesis is never closed</source>
        <translation>括号没有闭合</translation>
    </message>
    <message>
        <source>a parenthesis was never opened</source>
        <translation>多了一个右括号</translation>
    </message>
    <message>
        <source>there is nothing in the parentheses</source>
        <translation>括号里什么也没有</translation>
    </message>
    <message>
        <source>there is nothing behind the minus sign</source>
        <translation>减号后面什么也没有</translation>
    </message>
    <message>
        <source>OR needs something on both sides</source>
        <translation>OR 的两边都要有内容</translation>
    </message>
    <message>
        <source>there is nothing behind the colon</source>
        <translation>冒号后面什么也没有</translation>
    </message>
    <message>
        <source>there is nothing to look for</source>
        <translation>没有可以查找的内容</translation>
    </message>
    <message>
        <source>this is no date</source>
        <translation>这不是日期</translation>
    </message>
    <message>
        <source>the first day comes after the last</source>
        <translation>起始日期晚于结束日期</translation>
    </message>
    <message>
        <source>an article can be unread, read, starred or changed</source>
        <translation>文章可以是未读、已读、收藏或已改动</translation>
    </message>
    <message>
        <source>an article can have an image or a link</source>
        <translation>文章可以有图片或链接</translation>
    </message>
    <message>
        <source>Left out of the search: “{place}”; {what}.</source>
        <translation>没有参与搜索：“{place}”；{what}。</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the page</source>
        <translation>在这一篇里找</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0} 处，共 {1} 处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>Like: {title}</source>
        <translation>类似：{title}</translation>
    </message>
    <message>
        <source>There is nothing yet by which articles like this one could be found.</source>
        <translation>现在还没有可以用来查找类似文章的词语。</translation>
    </message>
</context>
<context>
    <name>Going</name>
    <message>
        <source>This article names no original.</source>
        <translation>这篇文章没有写明原文的网址。</translation>
    </message>
</context>
<context>
    <name>Hinting</name>
    <message>
        <source>Search everywhere</source>
        <translation>搜索全部</translation>
    </message>
</context>
<context>
    <name>HitBar</name>
    <message>
        <source>Previous hit</source>
        <translation>上一处匹配</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处匹配</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0} 处，共 {1} 处</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>共 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IndexProcess</name>
    <message>
        <source>Reading the folder was interrupted; it has been started once more.</source>
        <translation>读文件夹时中断了，已经重新开始。</translation>
    </message>
    <message>
        <source>Reading the folder was interrupted twice; what has been read so far is shown.</source>
        <translation>读文件夹时两次中断，现在显示的是已经读到的部分。</translation>
    </message>
    <message>
        <source>The program that reads the folder could not be started: %1.</source>
        <translation>读文件夹的程序启动不了：%1。</translation>
    </message>
</context>
<context>
    <name>Inspecting</name>
    <message>
        <source>This file holds no article that could be opened.</source>
        <translation>这个文件里没有可以打开的文章。</translation>
    </message>
</context>
<context>
    <name>InventoryTable</name>
    <message>
        <source>Files found</source>
        <translation>找到的文件</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Files repaired</source>
        <translation>修好的文件</translation>
    </message>
    <message>
        <source>Files incomplete or left out</source>
        <translation>不完整或没有读的文件</translation>
    </message>
    <message>
        <source>Size of the cache</source>
        <translation>缓存大小</translation>
    </message>
    <message>
        <source>Last change seen</source>
        <translation>最近一次变化</translation>
    </message>
    <message>
        <source>Last look at everything</source>
        <translation>最近一次通读</translation>
    </message>
    <message>
        <source>Changes are noticed</source>
        <translation>文件夹有变化时</translation>
    </message>
    <message>
        <source>took {seconds} s</source>
        <translation>用了 {seconds} 秒</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立刻知道</translation>
    </message>
    <message>
        <source>by looking now and then: {why}</source>
        <translation>隔一阵看一次：{why}</translation>
    </message>
    <message>
        <source>at the next start</source>
        <translation>下次启动时才知道</translation>
    </message>
</context>
<context>
    <name>Lightbox</name>
    <message>
        <source>Picture; Escape closes it</source>
        <translation>图片；按 Esc 关闭</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Articles shown</source>
        <translation>显示哪些文章</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>搜索全部</translation>
    </message>
    <message numerus="yes">
        <source>{total} article(s) · {unread} unread</source>
        <translation>
            <numerusform>{total} 篇 · {unread} 篇未读</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>最相关的在前</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>＋{count} new</source>
        <translation>＋{count} 篇新文章</translation>
    </message>
    <message numerus="yes">
        <source>Show %n new article(s)</source>
        <translation>
            <numerusform>显示 %n 篇新文章</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Newsfold</source>
        <translation>Newsfold</translation>
    </message>
    <message>
        <source>{folder} — Newsfold</source>
        <translation>{folder} — Newsfold</translation>
    </message>
    <message>
        <source>J opens the next article, N the next unread one.</source>
        <translation>按 J 打开下一篇，按 N 打开下一篇未读。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Open Recent</source>
        <translation>最近打开</translation>
    </message>
</context>
<context>
    <name>OutletBars</name>
    <message>
        <source>Categories of what was found</source>
        <translation>搜到的文章属于哪些栏目</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Places and commands</source>
        <translation>地方与命令</translation>
    </message>
</context>
<context>
    <name>PlaceListModel</name>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>已收起</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>Popups</name>
    <message>
        <source>Open a Folder of Articles</source>
        <translation>打开一个存放文章的文件夹</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>The front matter could not be read as YAML ({detail}); it was read line by line.</source>
        <translation>文件头不是合格的 YAML（{detail}），已改为逐行读取。</translation>
    </message>
    <message>
        <source>The front matter never ends; the file was perhaps still being written.</source>
        <translation>文件头没有结尾，文件也许还没写完。</translation>
    </message>
    <message>
        <source>The front matter is not a list of keys and values; it was ignored.</source>
        <translation>文件头不是键与值的列表，已忽略。</translation>
    </message>
    <message>
        <source>The date “{detail}” means nothing; the date of the file name or of the file was used.</source>
        <translation>日期“{detail}”读不懂，已改用文件名或文件的日期。</translation>
    </message>
    <message>
        <source>The value of “{detail}” has a kind that cannot be used; it was left out.</source>
        <translation>“{detail}”的值不是能用的类型，已略去。</translation>
    </message>
    <message>
        <source>The text is not UTF-8; it was read as {detail}.</source>
        <translation>文字不是 UTF-8，已按 {detail} 读取。</translation>
    </message>
    <message>
        <source>Some bytes are text in no known encoding; they are shown as replacement characters.</source>
        <translation>有些字节不属于任何已知的编码，显示为替代字符。</translation>
    </message>
    <message>
        <source>The text holds control characters; they were left out.</source>
        <translation>文字里有控制字符，已略去。</translation>
    </message>
    <message>
        <source>The file ends in the middle of a character; it was perhaps still being written.</source>
        <translation>文件在一个字的中间断了，也许还没写完。</translation>
    </message>
    <message>
        <source>The file holds binary data and no text; only its name is shown.</source>
        <translation>文件里是二进制数据，没有文字，只显示文件名。</translation>
    </message>
    <message>
        <source>The file is empty; it was perhaps still being written.</source>
        <translation>文件是空的，也许还没写完。</translation>
    </message>
    <message>
        <source>The file is very large ({detail}); only its beginning is shown.</source>
        <translation>文件很大（{detail}），只显示开头。</translation>
    </message>
    <message>
        <source>The file could not be read: {detail}.</source>
        <translation>文件读不出来：{detail}。</translation>
    </message>
    <message>
        <source>The link leads out of the folder and was not followed.</source>
        <translation>这个链接通向文件夹之外，没有跟过去。</translation>
    </message>
    <message>
        <source>The file name has no date, so the site would not list it.</source>
        <translation>文件名里没有日期，网站不会列出它。</translation>
    </message>
    <message>
        <source>The site’s configuration could not be read: {detail}.</source>
        <translation>网站的配置读不出来：{detail}。</translation>
    </message>
    <message>
        <source>The file could not be understood: {detail}.</source>
        <translation>文件看不懂：{detail}。</translation>
    </message>
    <message>
        <source>Reading the file ended the program that read it; the file is left out until it changes.</source>
        <translation>读这个文件时程序崩溃了；文件改动之前先跳过它。</translation>
    </message>
    <message>
        <source>Reading the file did not come to an end; the file is left out until it changes.</source>
        <translation>读这个文件时一直读不完；文件改动之前先跳过它。</translation>
    </message>
    <message>
        <source>Reading the file took too much memory; the file is left out until it changes.</source>
        <translation>读这个文件时占用的内存太多；文件改动之前先跳过它。</translation>
    </message>
</context>
<context>
    <name>ProblemKind</name>
    <message>
        <source>Front matter is not YAML</source>
        <translation>前置数据不是 YAML</translation>
    </message>
    <message>
        <source>Front matter without an end</source>
        <translation>前置数据没有结束</translation>
    </message>
    <message>
        <source>Front matter is no list of keys</source>
        <translation>前置数据不是键值</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Unusable value</source>
        <translation>不能用的值</translation>
    </message>
    <message>
        <source>Not UTF-8</source>
        <translation>不是 UTF-8</translation>
    </message>
    <message>
        <source>Bytes in no encoding</source>
        <translation>不成字的字节</translation>
    </message>
    <message>
        <source>Control characters</source>
        <translation>控制字符</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>断在半个字上</translation>
    </message>
    <message>
        <source>Binary data</source>
        <translation>二进制数据</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>特别大</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>读不了</translation>
    </message>
    <message>
        <source>Link out of the folder</source>
        <translation>指到外面的链接</translation>
    </message>
    <message>
        <source>Name without a date</source>
        <translation>文件名没有日期</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>网站配置</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>看不懂</translation>
    </message>
    <message>
        <source>Ended the reading program</source>
        <translation>让读取程序垮掉</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>读得太久</translation>
    </message>
    <message>
        <source>Took too much memory</source>
        <translation>占用内存太多</translation>
    </message>
</context>
<context>
    <name>ProblemModel</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>shown whole</source>
        <translation>完整显示</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Show the file in its folder</source>
        <translation>在文件夹里显示</translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message>
        <source>Problems</source>
        <translation>有问题的文件</translation>
    </message>
    <message>
        <source>Read Everything Anew</source>
        <translation>全部重新读一遍</translation>
    </message>
    <message>
        <source>Show the File in Its Folder</source>
        <translation>在文件夹里指出文件</translation>
    </message>
    <message>
        <source>Open the Article</source>
        <translation>打开文章</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有种类</translation>
    </message>
    <message>
        <source>Shown whole</source>
        <translation>完整显示的</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整的</translation>
    </message>
    <message>
        <source>Go On Reading</source>
        <translation>继续读</translation>
    </message>
    <message>
        <source>Pause Reading</source>
        <translation>暂停读取</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} / {all}</translation>
    </message>
    <message>
        <source>Filter by file or by what is wrong…</source>
        <translation>按文件名或毛病筛选…</translation>
    </message>
    <message>
        <source>Filter problems</source>
        <translation>筛选问题</translation>
    </message>
    <message>
        <source>Kind of problem</source>
        <translation>问题的种类</translation>
    </message>
    <message>
        <source>Throws the cache away; what you read and starred stays.</source>
        <translation>丢掉缓存；读过的、收藏的都留着。</translation>
    </message>
    <message>
        <source>The files themselves are never changed.</source>
        <translation>文件本身绝不改动。</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message numerus="yes">
        <source>{count} more folder(s) can be opened from the menu, under Open Recent.</source>
        <translation>
            <numerusform>还有 {count} 个文件夹，可以在菜单的“最近打开”里打开。</numerusform>
        </translation>
    </message>
    <message>
        <source>The settings could not be saved: {why}</source>
        <translation>设置没能保存：{why}</translation>
    </message>
</context>
<context>
    <name>Rescuing</name>
    <message>
        <source>Restore the Backup of {day}</source>
        <translation>换回 {day} 的备份</translation>
    </message>
    <message>
        <source>Start with Nothing</source>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Your read marks and stars are damaged and cannot be read.</source>
        <translation>已读和收藏的记录坏了，读不出来。</translation>
    </message>
    <message>
        <source>Your read marks and stars are gone.</source>
        <translation>已读和收藏的记录不见了。</translation>
    </message>
    <message>
        <source>The file is “{file}”. It is kept whatever you choose.</source>
        <translation>文件是“{file}”。无论怎么选，它都会留着。</translation>
    </message>
    <message>
        <source>The file “{file}” is missing or empty, but there are backups of it.</source>
        <translation>文件“{file}”不见了或者是空的，但是它的备份还在。</translation>
    </message>
    <message>
        <source>None of the backups can be used.</source>
        <translation>没有一份备份是能用的。</translation>
    </message>
</context>
<context>
    <name>Saved</name>
    <message>
        <source>There is no search to keep.</source>
        <translation>没有可以保存的搜索。</translation>
    </message>
    <message>
        <source>“{name}” is kept already.</source>
        <translation>“{name}”已经保存过了。</translation>
    </message>
    <message>
        <source>“{name}” is kept.</source>
        <translation>“{name}”已保存。</translation>
    </message>
    <message>
        <source>Undo {keys}</source>
        <translation>撤销 {keys}</translation>
    </message>
    <message>
        <source>“{name}” is removed.</source>
        <translation>“{name}”已移除。</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search, or type &gt; for commands…</source>
        <translation>搜索，或输入 &gt; 列出命令…</translation>
    </message>
    <message>
        <source>Search, or type &gt; for commands</source>
        <translation>搜索，或输入 &gt; 列出命令</translation>
    </message>
</context>
<context>
    <name>SearchRows</name>
    <message>
        <source>Name of the search</source>
        <translation>搜索的名称</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Move Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <source>The search index cannot be opened now. Only titles are searched.</source>
        <translation>现在无法打开搜索索引，只搜索标题。</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>All Keys</source>
        <translation>全部按键</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>Undo {keys}</source>
        <translation>撤销 {keys}</translation>
    </message>
    <message>
        <source>The file of this article is gone.</source>
        <translation>这篇文章的文件已不在。</translation>
    </message>
    <message>
        <source>Nothing unread is left in this direction.</source>
        <translation>这个方向上没有未读的了。</translation>
    </message>
    <message>
        <source>Search in {scope}</source>
        <translation>在“{scope}”中搜索</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>All Articles</source>
        <translation>全部文章</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>显示全部 {count} 个</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起一些</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>Filter (pinyin works: mrjj)</source>
        <translation>筛选栏目（拼音可用：mrjj）</translation>
    </message>
    <message>
        <source>Filter categories</source>
        <translation>筛选栏目</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Reading the folder {done} / {total}</source>
        <translation>正在读文件夹 {done} / {total}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Texts are being read in for the search: {done} of {total}</source>
        <translation>正在读入正文以供搜索：{done} / {total}</translation>
    </message>
    <message>
        <source>Texts are being read in: {done} of {total}; titles are searched meanwhile</source>
        <translation>正在读入正文：{done} / {total}；其间只搜索标题</translation>
    </message>
    <message numerus="yes">
        <source>{count} file(s) with problems</source>
        <translation>
            <numerusform>{count} 个文件有问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Network requests: {count}</source>
        <translation>联网请求 {count}</translation>
    </message>
    <message>
        <source>Last update {time}</source>
        <translation>最近更新 {time}</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>还需约 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>还需约 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes of the folder wait until reading goes on.</source>
        <translation>文件夹的变化先等着，继续读时再看。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation>时间标尺</translation>
    </message>
    <message numerus="yes">
        <source>{when} · {total} article(s)</source>
        <translation>
            <numerusform>{when} · {total} 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message numerus="yes">
        <source>{count} article(s)</source>
        <translation>
            <numerusform>{count} 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>No folder is open</source>
        <translation>还没有打开文件夹</translation>
    </message>
    <message>
        <source>Open a folder of articles, or drop one onto this window.</source>
        <translation>打开一个存放文章的文件夹，或者把它拖到这个窗口里。</translation>
    </message>
    <message>
        <source>Open Folder…</source>
        <translation>打开文件夹…</translation>
    </message>
</context>
<context>
    <name>_Bar</name>
    <message>
        <source>Only what is in {category}</source>
        <translation>只看{category}的</translation>
    </message>
</context>
<context>
    <name>_View</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Copy link address</source>
        <translation>复制链接地址</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
</TS>
