/** The channels between the preload and the main process. Without an import: the preload is one small file. */
export const channels = {
  call: 'hotfolder:call',
  desktop: 'hotfolder:desktop',
  follow: 'hotfolder:follow',
  unfollow: 'hotfolder:unfollow',
  news: 'hotfolder:news',
} as const
