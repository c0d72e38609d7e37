import { many, photos } from './plural.ts'

/** What stands around every screen, in English. */
export const frame = {
  screens: { queue: 'Queue', folders: 'Folders', library: 'Library', variants: 'Variants', settings: 'Settings' },

  frame: {
    navigation: 'Screens',
    watchedFolders: 'Watched folders',
    status: 'Status',
    find: 'Find a command',
    noSuchCommand: 'There is no command of this name.',
    keys: 'Keys',
    listKeys: 'In lists',
    arrows: 'Select the one above or below',
    extend: 'Select more',
    selectAll: 'Select all',
    close: 'Close',
    dropHere: 'Drop to send',
    dropWhere: (profile: string) => `Photos and whole folders go to ${profile}.`,
    opening: 'Opening…',
    ended: {
      title: 'Hotfolder was started anew, or has ended',
      advice: 'Run npm start again and open the address it prints.',
    },
    lost: 'Hotfolder does not answer; trying again',
    halted: 'Hotfolder stands still',
    notices: 'Notices',
    dismiss: 'Dismiss',
  },

  profiles: {
    choose: 'Account',
    local: 'This computer',
    localHint: 'local cloud, nothing leaves this computer',
    connect: 'Connect Cloudflare…',
    newToken: 'New token…',
    tokens: {
      keychain: 'token in the keychain',
      'this-run': 'token for this run only',
      environment: 'token from the environment',
      'built-in': 'no token needed',
      missing: 'token missing',
    },
  },

  limits: {
    title: 'Limits',
    none: 'no limit',
    of: (rate: string) => `at most ${rate}`,
    speed: 'Speed',
    speedHint: 'MB per second over all uploads; empty for no limit',
    atOnce: 'Photos at once',
    set: 'Change limits',
  },

  status: {
    budget: (left: string, quota: string) => `API ${left} of ${quota}`,
    budgetHint: 'Calls left in this five-minute window',
    images: (current: string, allowed: string) => `${current} of ${allowed} images`,
    imagesHint: 'Kept and allowed on the account',
    left: (clock: string) => `${clock} left`,
    closed: (title: string, clock: string) => `${title}; on in ${clock}`,
  },

  drop: {
    copying: (done: string, of: string) => `Taking in ${done} of ${of}`,
    looking: 'Looking through the folders…',
    nothing: {
      title: 'There are no photos among these files',
      advice: 'Drop JPEG, PNG, WebP, GIF, SVG or HEIC files.',
    },
    stop: 'Stop',
  },

  toasts: {
    region: 'Messages',
    copied: (n: number, count: string) => (n === 0 ? 'Copied' : `${count} ${many(n, 'link', 'links')} copied`),
    unsigned: (n: number, count: string) =>
      `${count} of these ${many(n, 'links is refused', 'links are refused')} without a signature: the ${many(n, 'image is', 'images are')} private`,
    leftOut: (n: number, count: string) => `${count} ${many(n, 'file', 'files')} left out: not photos`,
  },

  questions: {
    cancelJobs: (n: number, count: string) => ({
      title: `Cancel ${photos(n, count)}?`,
      advice: 'What is on its way is broken off. The files on your disk are not touched.',
      yes: `Cancel ${photos(n, count)}`,
    }),
    removeFolder: (path: string) => ({
      title: 'Stop watching this folder?',
      advice: `${path} is forgotten here. Neither its photos on disk nor those delivered are touched.`,
      yes: 'Stop watching',
    }),
    no: 'Keep',
  },
} as const
