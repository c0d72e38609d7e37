; What the installer tells Windows beside the program itself: for this person alone, taken back by the uninstaller.
!define HF_PROGRAM "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
!define HF_OPEN "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
!define HF_LINK "Software\Classes\hotfolder"

!macro hfType ending
  WriteRegStr SHELL_CONTEXT "${HF_OPEN}\SupportedTypes" ".${ending}" ""
!macroend

!macro customInstall
  ; Explorer puts the paths of what was selected behind the arguments.
  CreateShortCut "$SENDTO\Hotfolder.lnk" "${HF_PROGRAM}" "--send" "${HF_PROGRAM}" 0

  ; "Open with", without becoming anybody's usual program for photos.
  WriteRegStr SHELL_CONTEXT "${HF_OPEN}" "FriendlyAppName" "Hotfolder"
  WriteRegStr SHELL_CONTEXT "${HF_OPEN}\shell\open\command" "" '"${HF_PROGRAM}" --send "%1"'
  !insertmacro hfType jpg
  !insertmacro hfType jpeg
  !insertmacro hfType png
  !insertmacro hfType gif
  !insertmacro hfType webp
  !insertmacro hfType svg
  !insertmacro hfType heic
  !insertmacro hfType heif

  ; Links to a screen. Behind "--" nothing counts as a switch, whatever a link is made of.
  WriteRegStr SHELL_CONTEXT "${HF_LINK}" "" "URL:Hotfolder"
  WriteRegStr SHELL_CONTEXT "${HF_LINK}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${HF_LINK}\DefaultIcon" "" "${HF_PROGRAM},0"
  WriteRegStr SHELL_CONTEXT "${HF_LINK}\shell\open\command" "" '"${HF_PROGRAM}" -- "%1"'
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    Delete "$SENDTO\Hotfolder.lnk"
    DeleteRegKey SHELL_CONTEXT "${HF_OPEN}"
    DeleteRegKey SHELL_CONTEXT "${HF_LINK}"
  ${endIf}
!macroend
