; The installer for Windows: for one person, without an administrator. Built by build_installer.py, which defines
; VERSION and NUMBERS (the same as four numbers), PAYLOAD (the bundle's folder), LIST (installed.txt, what the
; bundle holds), ICON and OUT; FAST where the time to build counts more than the size, SIGN where a command signs
; programs.
;
; What is removed, for a newer version or for good, is what installed.txt names and nothing else. Marks, settings
; and cache lie in another folder, which this file does not know.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include Sections.nsh
!include StrFunc.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include Integration.nsh
${Using:StrFunc} StrStr
${Using:StrFunc} UnStrStr

!define APP "Newsfold"
!define LEAST_BUILD 17763 ; Windows 10 1809, the oldest that Qt 6 supports
!define OWN_KEY "Software\Newsfold"
!define CLASSES "Software\Classes"
!define TYPE "Newsfold.Article"
!define VERB "${CLASSES}\Directory\shell\Newsfold"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Newsfold"
!define TOO_OLD_STATUS 3
!define RUNNING_STATUS 4
!define WRITE_STATUS 5

Name "${APP}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Newsfold"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${APP} ${VERSION}"
!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\newsfold.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KEPT)"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

!macro Text NAME ENGLISH CHINESE
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_SIMPCHINESE} "${CHINESE}"
!macroend
!define Text "!insertmacro Text"
${Text} PROGRAM "Newsfold" "Newsfold"
${Text} ABOUT_PROGRAM "The program, and its entry in the Start menu." "程序本身及开始菜单中的入口。"
${Text} FILE_TYPE "Among “Open with” for Markdown files" "列入 Markdown 文件的“打开方式”"
${Text} ABOUT_FILE_TYPE "What opens such files by double click stays as it is." "双击打开这类文件的程序保持不变。"
${Text} FOLDER_VERB "“Open in Newsfold” for folders" "文件夹右键菜单“用 Newsfold 打开”"
${Text} ABOUT_FOLDER_VERB "An entry in the menu of folders." "在文件夹的右键菜单中添加一项。"
${Text} OPEN_IN "Open in Newsfold" "用 Newsfold 打开"
${Text} ARTICLE "Article (Markdown)" "文章（Markdown）"
${Text} TOO_OLD "Newsfold needs Windows 10 (1809) or newer." "Newsfold 需要 Windows 10（1809）或更新版本。"
${Text} RUNNING "Newsfold is open. Please close it, then try again." "Newsfold 正在运行。请先关闭它，然后重试。"
${Text} NOT_WRITTEN "Newsfold could not be installed: a file could not be written to $INSTDIR." \
  "无法安装 Newsfold：文件无法写入 $INSTDIR。"
${Text} KEPT "Newsfold will be removed. Read marks, stars, settings and your articles stay where they are." \
  "将卸载 Newsfold。已读标记、收藏、设置和您的文章都会保留。"

VIProductVersion "${NUMBERS}"
!macro About LANGUAGE DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${APP}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "The Newsfold authors"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "The Newsfold authors, MIT licence"
!macroend
!insertmacro About ${LANG_ENGLISH} "Newsfold installer"
!insertmacro About ${LANG_SIMPCHINESE} "Newsfold 安装程序"

; Goes on only when none of the programs runs: Windows lets nobody write into a running one. Silent, it gives up.
!macro StopWhileRunning
  ${Do}
    StrCpy $0 ""
    !insertmacro NoteIfRunning "newsfold.exe"
    !insertmacro NoteIfRunning "newsfold-cli.exe"
    !insertmacro NoteIfRunning "_internal\PySide6\QtWebEngineProcess.exe"
    ${If} $0 == ""
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel ${RUNNING_STATUS}
    Quit
  ${Loop}
!macroend

!macro NoteIfRunning PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $1 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      StrCpy $0 "${PROGRAM}"
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

; Deletes the files that installed.txt names, and those of its folders that are empty then. A line that leads out
; of the program's folder is passed over: the list may have been damaged.
!macro RemoveListed SEARCH
  ClearErrors
  FileOpen $0 "$INSTDIR\installed.txt" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileReadUTF16LE $0 $1
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${Do}
        StrCpy $2 $1 1 -1
        ${If} $2 != "$\r"
        ${AndIf} $2 != "$\n"
          ${ExitDo}
        ${EndIf}
        StrCpy $1 $1 -1
      ${LoopUntil} $1 == ""
      ${${SEARCH}} $3 "\$1" "\.."
      ${${SEARCH}} $4 "$1" ":"
      ${${SEARCH}} $5 "$1" "*"
      ${${SEARCH}} $6 "$1" "?"
      ${${SEARCH}} $7 "$1" "/"
      ${If} $1 == ""
      ${OrIf} "$3$4$5$6$7" != ""
        ${Continue}
      ${EndIf}
      ${If} $2 == "\"
        RMDir "$INSTDIR\$1"
      ${Else}
        Delete "$INSTDIR\$1"
      ${EndIf}
    ${Loop}
    FileClose $0
    Delete "$INSTDIR\installed.txt"
  ${EndIf}
  ClearErrors
!macroend

; Takes back what is offered to the shell; what others wrote under the same keys stays.
!macro RemoveOffers
  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegKey HKCU "${VERB}"
  !insertmacro RemoveType ".md"
  !insertmacro RemoveType ".markdown"
!macroend

!macro RemoveType ENDING
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
!macroend

; What was not wanted of this version is not offered by the next one either.
!macro KeepChoice SECTION NAME
  ${If} ${SectionIsSelected} ${SECTION}
    DeleteRegValue HKCU "${OWN_KEY}" "${NAME}"
  ${Else}
    WriteRegDWORD HKCU "${OWN_KEY}" "${NAME}" 0
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${OWN_KEY}"
!macroend

!macro RecallChoice SECTION NAME
  ClearErrors
  ReadRegDWORD $0 HKCU "${OWN_KEY}" "${NAME}"
  ${IfNot} ${Errors}
  ${AndIf} $0 = 0
    !insertmacro UnselectSection ${SECTION}
  ${EndIf}
!macroend

Section "$(PROGRAM)" SECTION_PROGRAM
  SectionIn RO
  !insertmacro StopWhileRunning
  !insertmacro RemoveListed StrStr
  !insertmacro RemoveOffers
  SetOutPath "$INSTDIR"
  ; The list comes first, so that an installation that breaks off can be removed, too.
  ClearErrors
  File "/oname=installed.txt" "${LIST}"
  File /r "${PAYLOAD}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_WRITTEN)" /SD IDOK
    SetErrorLevel ${WRITE_STATUS}
    Abort
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\Newsfold.lnk" "$INSTDIR\newsfold.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\newsfold.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Newsfold authors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  SectionGetSize ${SECTION_PROGRAM} $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section "$(FILE_TYPE)" SECTION_TYPE
  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(ARTICLE)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" "$INSTDIR\newsfold.exe,0"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open" "FriendlyAppName" "${APP}"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\newsfold.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.md\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "${CLASSES}\.markdown\OpenWithProgids" "${TYPE}" ""
SectionEnd

Section "$(FOLDER_VERB)" SECTION_VERB
  WriteRegStr HKCU "${VERB}" "" "$(OPEN_IN)"
  WriteRegStr HKCU "${VERB}" "Icon" "$INSTDIR\newsfold.exe,0"
  ; Folders go on opening in Explorer.
  WriteRegStr HKCU "${VERB}" "NeverDefault" ""
  WriteRegStr HKCU "${VERB}\command" "" '"$INSTDIR\newsfold.exe" "%1"'
SectionEnd

Section "-choices"
  !insertmacro KeepChoice ${SECTION_TYPE} "FileType"
  !insertmacro KeepChoice ${SECTION_VERB} "FolderVerb"
  ${NotifyShell_AssocChanged}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_PROGRAM} $(ABOUT_PROGRAM)
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_TYPE} $(ABOUT_FILE_TYPE)
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_VERB} $(ABOUT_FOLDER_VERB)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastBuild} ${LEAST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel ${TOO_OLD_STATUS}
    Quit
  ${EndIf}
  !insertmacro RecallChoice ${SECTION_TYPE} "FileType"
  !insertmacro RecallChoice ${SECTION_VERB} "FolderVerb"
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro StopWhileRunning
  SetOutPath "$TEMP" ; nobody can remove the folder that they are in
  !insertmacro RemoveListed UnStrStr
  !insertmacro RemoveOffers
  Delete "$SMPROGRAMS\Newsfold.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegValue HKCU "${OWN_KEY}" "FileType"
  DeleteRegValue HKCU "${OWN_KEY}" "FolderVerb"
  DeleteRegKey /ifempty HKCU "${OWN_KEY}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ${NotifyShell_AssocChanged}
SectionEnd
