import { type Context, Hono } from 'hono'
import {
  explain,
  ImageId,
  type Outcome,
  type Problem,
  ProfileName,
  succeed,
  VariantOptions,
  fail,
} from '../../../../preload/contract/index.ts'
import { asSentence, fieldName, plainIssue } from '../../plain-issue.ts'
import { answerPicture, answerProblem } from '../photo-routes.ts'
import { answerOutcome, type Line, refuse } from '../web.ts'
import type { PhotoOnAccount, TrialOptions, Trials } from './trials.ts'

/** Typing back to what was shown before must ask whether it still holds: the options are in the address, the bytes of the original are not. */
const caching = 'private, no-cache'

const Options = VariantOptions.omit({ browserTtlSeconds: true })
const numbers = ['width', 'height', 'blur'] as const

/** Sizes tried out on the photos of an account, before anybody saves them. */
export function trialRoutes(trials: Trials) {
  return new Hono<Line>()
    .get('/trial/:profile/:image{.+}', async c => {
      const photo = photoIn(c)
      if (photo === null) return refuse(c, 'not-there')
      const options = optionsIn(c)
      if (!options.ok) return answerWrong(options.problem)
      const shown = { etag: c.req.header('if-none-match'), accept: c.req.header('accept') }
      const picture = await trials.picture({ ...photo, options: options.value, ...shown }, c.req.raw.signal)
      return picture.ok ? answerPicture(c, picture.value, caching) : answerProblem(picture.problem)
    })
    .get('/measure/:profile/:image{.+}', async c => {
      const photo = photoIn(c)
      if (photo === null) return refuse(c, 'not-there')
      return answerOutcome(await trials.measure(photo, c.req.query('reach') === 'here' ? 'here' : 'anywhere'))
    })
    .get('/flexible/:profile/:image{.+}', async c => {
      const photo = photoIn(c)
      if (photo === null) return refuse(c, 'not-there')
      return answerOutcome(await trials.flexible(photo, c.req.raw.signal))
    })
}

function photoIn(c: Context<Line>): PhotoOnAccount | null {
  const profile = ProfileName.safeParse(c.req.param('profile'))
  const image = ImageId.safeParse(c.req.param('image'))
  return profile.success && image.success ? { profile: profile.data, image: image.data } : null
}

/** As in the contract, a side or blur that is left out being null. */
function optionsIn(c: Context<Line>): Outcome<TrialOptions> {
  const given: Record<string, unknown> = { fit: c.req.query('fit'), metadata: c.req.query('metadata') ?? 'none' }
  for (const name of numbers) {
    const value = c.req.query(name)
    // Only plain digits are a number here: `1e3` or `0x10` in an address were not written by our page.
    given[name] = value === undefined ? null : /^\d{1,6}$/.test(value) ? Number(value) : value
  }
  const read = Options.safeParse(given, { error: plainIssue })
  if (read.success) return succeed(read.data)
  const [issue] = read.error.issues
  return fail({
    code: 'invalid-input',
    where: fieldName(issue?.path ?? []),
    detail: asSentence(issue?.message ?? 'It cannot be read'),
  })
}

const answerWrong = (problem: Problem): Response => Response.json({ problem, ...explain(problem) }, { status: 400 })
