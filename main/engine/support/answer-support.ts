import { type Answers, type supportCommands, succeed } from '../../../preload/contract/index.ts'
import { describeAll } from './describe-all.ts'

/** One answer per command about the program itself. */
export type SupportAnswers = Pick<Answers, keyof typeof supportCommands>

type Needs = Parameters<typeof describeAll>[0]

export function answerSupport(needs: Needs): SupportAnswers {
  return {
    about: async () => succeed(needs.machine.about()),
    readLog: async query => succeed(await needs.log.read(query)),
    describeAll: async () => succeed(await describeAll(needs)),
  }
}
