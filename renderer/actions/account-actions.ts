import { type Action, always } from './action.ts'

export const watchFolder: Action = {
  name: 'watchFolder',
  keys: ['n'],
  when: always,
  perform: ({ ui }) => ui.change(now => ({ ...now, screen: 'folders', floating: { kind: 'pickFolder' } })),
}

export const connectAccount: Action = {
  name: 'connectAccount',
  keys: [],
  when: always,
  perform: desk => desk.open({ kind: 'connect' }),
}
