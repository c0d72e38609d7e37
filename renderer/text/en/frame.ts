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
    lostAdvice: 'What you see is how it was last. Nothing is lost: the page goes on by itself once Hotfolder is back.',
    again: (clock: string) => `Next try in ${clock}.`,
    ofAccount: (profile: string, title: string) => `${profile}: ${title}`,
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
    quiet: (until: string) => `Quiet until ${until}`,
    metered: 'Metered line: nothing is sent',
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
    copiedSigned: (n: number, count: string) =>
      `Private: ${count} ${many(n, 'link is', 'links are')} signed, good for 7 days`,
    waits: (n: number, count: string) => `${photos(n, count)} ${many(n, 'waits', 'wait')} in the queue for your word`,
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
    removeProfile: (profile: string) => ({
      title: `Remove ${profile}?`,
      advice:
        'Its token is taken out of the keychain, and what is known here of its images is forgotten. The images on the account, links to them, receipts and your photos stay.',
      yes: 'Remove account',
    }),
    deleteKey: (key: string, profile: string, isLast: boolean) => ({
      title: `Delete the key ${key}?`,
      advice: `Every link on ${profile} that was signed with it stops working. ${isLast ? 'It is the last key: the service makes a fresh one in its place.' : 'This cannot be taken back.'}`,
      yes: 'Delete key',
    }),
    deleteVariant: (variant: string, n: number, count: string) => ({
      title: `Delete the variant “${variant}”?`,
      advice:
        n === 0
          ? 'Links with it stop working at once. No photo is touched.'
          : `Links with it stop working at once: ${count} ${many(n, 'image has', 'images have')} one. The photos themselves stay.`,
      yes: 'Delete variant',
    }),
    no: 'Keep',
  },
} as const
