import { describe, expect, it } from 'vitest'
import { budgetLeft } from '../../../main/cloudflare/budget-left.ts'

const left = (text?: string) => budgetLeft(new Headers(text === undefined ? {} : { ratelimit: text }))

describe('what is left of a budget', () => {
  it('reads the service’s header', () => {
    expect(left('"default";r=1187;t=241')).toEqual({ remaining: 1187, resetMs: 241_000 })
  })

  it('takes the tightest of several', () => {
    expect(left('"default";r=900;t=241, "burst"; r=3; t=1')).toEqual({ remaining: 3, resetMs: 1_000 })
  })

  it.each([undefined, '', 'plenty', '"default";r=few;t=1'])('says nothing of %s', text => {
    expect(left(text)).toBeNull()
  })
})
