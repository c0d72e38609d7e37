import { explain, type Problem, type Sentence } from '../../preload/contract/index.ts'

/** As `explain` says it, but what a person does in a terminal is here done in the window. */
export function explainInWindow(problem: Problem): Sentence {
  const said = explain(problem)
  const advice = adviceInWindow(problem)
  return advice === null ? said : { ...said, advice }
}

function adviceInWindow(problem: Problem): string | null {
  switch (problem.code) {
    case 'token-missing':
      return 'Give a new token.'
    case 'image-unknown':
      return 'It may have been deleted, or got another id with its access.'
    case 'variant-unknown':
    case 'signing-key-unknown':
      return 'It may have been deleted meanwhile.'
    case 'variant-exists':
      return 'Choose another name, or change that variant.'
    case 'variant-built-in':
      return 'It can be changed, but not deleted.'
    case 'arrival-unknown':
      return `Look for it on the account before you send it again. What happened: ${problem.detail}`
    case 'folder-not-a-folder':
      return 'Choose a folder.'
    case 'folder-already-watched':
    case 'folder-unknown':
      return 'See the list of folders.'
    case 'path-outside':
      return 'Choose a folder from the list.'
    case 'profile-unknown':
      return 'Choose another account.'
    case 'profile-built-in':
      return 'Use another account to send elsewhere.'
    case 'profile-in-use':
      return 'Stop watching its folders, and let its photos finish or cancel them; then remove the account.'
    case 'job-unknown':
    case 'step-not-possible':
      return 'It has changed meanwhile; look at it again.'
    case 'command-unknown':
      return 'Reload the page.'
    default:
      return null
  }
}
