import type { Problem } from './problem.ts'

export type Sentence = { title: string; advice: string }

const seconds = (ms: number) => `${Math.max(1, Math.round(ms / 1000))} s`
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const coded = (status: number, apiCode: number | null) =>
  apiCode === null ? `HTTP ${status}` : `HTTP ${status}, code ${apiCode}`

/** What happened, then the one thing a person can do about it. The window, the terminal and the log all say this. */
export function explain(problem: Problem): Sentence {
  switch (problem.code) {
    case 'offline':
      return {
        title: `No connection to ${problem.host}`,
        advice: 'Uploads continue by themselves once the line is back; anything else, try again then.',
      }
    case 'line-cut':
      return { title: 'The line was cut', advice: 'Nothing to do: we ask what arrived, then go on.' }
    case 'stalled':
      return {
        title: `Nothing moved for ${seconds(problem.quietMs)}`,
        advice: 'Nothing to do: we ask what arrived, then go on.',
      }
    case 'reply-late':
      return {
        title: `No answer within ${seconds(problem.quietMs)} after the last byte`,
        advice: 'Nothing to do: we ask whether the photo arrived.',
      }
    case 'service-trouble':
      return {
        title: `The service is in trouble (${coded(problem.status, problem.apiCode)})`,
        advice: 'Nothing to do: we try again.',
      }
    case 'rate-limited':
      return {
        title: 'The service asked us to slow down',
        advice: 'Nothing to do: all uploads of this account wait, then go on.',
      }
    case 'not-understood':
      return {
        title: `The service gave an answer we do not understand (HTTP ${problem.status})`,
        advice: `Check the profile’s base URL. It said: ${problem.detail}`,
      }
    case 'token-missing':
      return {
        title: `There is no token for “${problem.profile}”`,
        advice: `Set HOTFOLDER_API_TOKEN, or run: hotfolder profile token "${problem.profile}"`,
      }
    case 'token-rejected':
      return problem.needs === null
        ? {
            title: `The token for “${problem.profile}” was refused`,
            advice: 'Check that it is complete and not expired, give a new one, then retry.',
          }
        : {
            title: `The token for “${problem.profile}” lacks a permission`,
            advice: `It needs “${problem.needs}”. Add it in the Cloudflare dashboard under API tokens, then retry.`,
          }
    case 'account-unknown':
      return {
        title: `The account id of “${problem.profile}” is not known to the service`,
        advice: `Check ${problem.accountId} against the account id in the Cloudflare dashboard.`,
      }
    case 'images-not-enabled':
      return {
        title: `Cloudflare Images is not enabled for “${problem.profile}”`,
        advice: 'Enable Images for this account in the Cloudflare dashboard, then retry.',
      }
    case 'account-full':
      return {
        title: `The account of “${problem.profile}” has reached its limit of images`,
        advice: 'Buy more storage or delete images, then retry.',
      }
    case 'upload-url-refused':
      return {
        title: `The upload link was refused (${coded(problem.status, problem.apiCode)})`,
        advice: 'Nothing to do: we ask for a new one.',
      }
    case 'photo-refused':
      return {
        title: `The service refused this photo (${coded(problem.status, problem.apiCode)})`,
        advice: `Export it again as JPEG, then retry. It said: ${problem.detail}`,
      }
    case 'request-refused':
      return {
        title: `The service refused the request (${coded(problem.status, problem.apiCode)})`,
        advice: `Check privacy, creator, tags and sizes, then try again. It said: ${problem.detail}`,
      }
    case 'image-unknown':
      return {
        title: `There is no image ${problem.imageId} on the account`,
        advice: 'Check the id; it may have been deleted, or changed with its access. See: hotfolder sync',
      }
    case 'image-awaited':
      return {
        title: `The image ${problem.imageId} is reserved, but no photo has arrived for it yet`,
        advice: 'Send a photo to its upload link first, or delete it.',
      }
    case 'image-exists':
      return {
        title: `There is already an image ${problem.imageId}`,
        advice: 'Choose another id, or delete that image first; a deleted id is free again after a while.',
      }
    case 'custom-id-refused':
      return {
        title: `The service does not take ${problem.imageId} as an id`,
        advice: `Choose another: no UUID, no slash at its ends. It said: ${problem.detail}`,
      }
    case 'custom-id-public':
      return {
        title: `${problem.imageId} is an id of your own, and such images can never be private`,
        advice: 'Upload the photo without an id to keep it private.',
      }
    case 'source-unreachable':
      return {
        title: `The service could not fetch ${problem.url}`,
        advice: `Check that anybody can open the address and that it is a picture. It said: ${problem.detail}`,
      }
    case 'arrival-unknown':
      return {
        title: 'The image may or may not have arrived',
        advice: `Look with “hotfolder images list” before you send it again. What happened: ${problem.detail}`,
      }
    case 'download-damaged':
      return {
        title: `The original of ${problem.imageId} did not come back whole`,
        advice: `Try again; nothing was kept. ${problem.detail}`,
      }
    case 'variant-unknown':
      return { title: `There is no variant “${problem.variant}”`, advice: 'See: hotfolder variants list' }
    case 'variant-exists':
      return {
        title: `There is already a variant “${problem.variant}”`,
        advice: 'Choose another name, or change it with: hotfolder variants edit',
      }
    case 'variant-built-in':
      return {
        title: `The variant “${problem.variant}” belongs to every account and stays`,
        advice: 'It can be changed with: hotfolder variants edit',
      }
    case 'variants-full':
      return {
        title: `An account has at most ${problem.limit} variants`,
        advice: 'Delete one that no page uses any more, then try again.',
      }
    case 'signing-key-unknown':
      return { title: `There is no signing key “${problem.key}”`, advice: 'See: hotfolder keys list' }
    case 'link-not-signable':
      return { title: `${problem.link} cannot be signed`, advice: problem.detail }
    case 'photo-gone':
      return {
        title: 'The photo was moved or deleted',
        advice: `Put it back at ${problem.path}; it is then sent by itself.`,
      }
    case 'photo-unreadable':
      return {
        title: 'The photo cannot be read',
        advice: `Check the permissions of ${problem.path}, then retry. The system said: ${problem.detail}`,
      }
    case 'photo-changed':
      return {
        title: 'The photo changed while it was being sent',
        advice: 'Nothing to do: once it stands still the new version is sent.',
      }
    case 'path-unknown':
      return { title: `There is nothing at ${problem.path}`, advice: 'Check the spelling of the path.' }
    case 'photo-held':
      return { title: `${problem.path} was not sent`, advice: problem.detail }
    case 'file-unwritable':
      return {
        title: `${problem.path} cannot be written`,
        advice: `Check the folder and the space on its disk. The system said: ${problem.detail}`,
      }
    case 'folder-unreachable':
      return {
        title: `The folder ${problem.path} cannot be reached (${problem.detail})`,
        advice: 'Connect the drive or check its permissions; we go on by ourselves.',
      }
    case 'pick-unreachable':
      return {
        title: `${andOthers(problem)} cannot be found; photos you picked there wait`,
        advice: 'Connect the drive or card they lie on; we go on by ourselves. Or cancel everything that waits.',
      }
    case 'pick-let-go':
      return problem.because === 'too-long-ago'
        ? {
            title: `${andOthers(problem)} did not come back for thirty days and is not waited for any longer`,
            advice: 'Add the photos again when they are there.',
          }
        : {
            title: `${andOthers(problem)} is not sent: Hotfolder ended each time it looked at it`,
            advice: 'Add the photos again in smaller parts, to find the one that cannot be looked at.',
          }
    case 'folder-not-a-folder':
      return { title: `${problem.path} is not a folder`, advice: 'Give a folder, or use: hotfolder upload' }
    case 'folder-already-watched':
      return { title: `${problem.path} is already watched`, advice: 'See: hotfolder folder list' }
    case 'folder-unknown':
      return { title: `No watched folder “${problem.folder}”`, advice: 'See: hotfolder folder list' }
    case 'path-outside':
      return {
        title: `${problem.path} is not among the folders this page may use`,
        advice: 'Choose another folder, or start again with: hotfolder serve --root FOLDER',
      }
    case 'drop-closed':
      return {
        title: 'These photos were sent already, or were given up',
        advice: 'See the queue; what is missing there, drop once more.',
      }
    case 'drop-full':
      return {
        title: `More than ${problem.limit} files were dropped at once`,
        advice: 'Send these, then drop the rest; or watch their folder instead.',
      }
    case 'dropped-file-too-large':
      return {
        title: `${problem.name} has ${megabytes(problem.bytes)}; at most ${megabytes(problem.limit)} can be dropped`,
        advice: 'Export it smaller.',
      }
    case 'interrupted':
      return { title: 'Interrupted', advice: 'Nothing to do: we ask what arrived, then go on.' }
    case 'disk-full':
      return {
        title: 'The disk is full',
        advice: `Free some space on the disk of ${problem.path}, then start again. Nothing is lost.`,
      }
    case 'database-damaged':
      return {
        title: 'The queue’s database was damaged',
        advice: `It was set aside as ${problem.keptAt} and a new one begun. Your profiles and watched folders were kept; photos are looked at again.`,
      }
    case 'rows-set-aside':
      return {
        title: `${problem.count} damaged record${problem.count === 1 ? ' was' : 's were'} set aside (${problem.table})`,
        advice: 'The rest goes on. Add those photos again if they are missing.',
      }
    case 'home-unusable':
      return {
        title: `The home folder ${problem.path} cannot be used`,
        advice: `Check its permissions or set HOTFOLDER_HOME. The system said: ${problem.detail}`,
      }
    case 'already-running':
      return {
        title: `Hotfolder is already running on ${problem.home}`,
        advice: 'Use the running one, stop it, or set HOTFOLDER_HOME to another folder.',
      }
    case 'not-running':
      return { title: `No Hotfolder is running on ${problem.home}`, advice: 'Start one with: hotfolder watch' }
    case 'port-in-use':
      return {
        title: `Port ${problem.port} is in use`,
        advice: 'Choose another with --port, or leave it out for a free one.',
      }
    case 'local-cloud-in-use':
      return {
        title: 'The local cloud of this home folder runs in another program',
        advice: 'Stop that one, or add it as a profile and send to it (its first lines say how).',
      }
    case 'local-cloud-failed':
      return {
        title: 'The local cloud did not start',
        advice: `Its images are in the folder local-cloud of the home folder; move that folder away to begin with an empty one. The system said: ${problem.detail}`,
      }
    case 'keychain-unavailable':
      return {
        title: 'This computer offers no keychain',
        advice: `The token is kept for this run only; for later runs set HOTFOLDER_API_TOKEN. The system said: ${problem.detail}`,
      }
    case 'profile-unknown':
      return { title: `No profile “${problem.profile}”`, advice: 'See: hotfolder profile list' }
    case 'profile-exists':
      return {
        title: `There is already a profile “${problem.profile}”`,
        advice: 'Choose another name, or remove it first.',
      }
    case 'profile-built-in':
      return {
        title: `“${problem.profile}” is the local cloud on this computer and stays`,
        advice: 'To send elsewhere by default, use: hotfolder profile use NAME',
      }
    case 'profile-in-use':
      return {
        title: `“${problem.profile}” still has ${counted(problem.folders, 'folder')} and ${counted(problem.jobs, 'unfinished photo')}`,
        advice: 'Remove its folders and let its photos finish or cancel them, then remove the profile.',
      }
    case 'job-unknown':
      return { title: `No upload ${problem.job}`, advice: 'See: hotfolder status' }
    case 'batch-unknown':
      return {
        title: 'These photos were sent already, or were given up',
        advice: 'See the queue; what is missing there, add once more.',
      }
    case 'step-not-possible':
      return {
        title: `“${problem.step}” is not possible while the photo is ${problem.state}`,
        advice: 'See: hotfolder status',
      }
    case 'command-unknown':
      return { title: `Unknown command ${problem.name}`, advice: 'See: hotfolder --help' }
    case 'invalid-input':
      return { title: `${problem.where} is not right`, advice: problem.detail }
    case 'unexpected':
      return { title: 'Something unexpected went wrong', advice: `Please report it with this text: ${problem.detail}` }
  }
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

const andOthers = ({ path, others }: { path: string; others: number }): string =>
  others === 0 ? path : `${path} (and ${others} more)`
