import { startLocalCloud } from '../../../main/local-cloud/index.ts'

/** A local cloud in a program of its own, to be killed: says on one line where it is. */
const [folder = '', token = ''] = process.argv.slice(2)
const cloud = await startLocalCloud({ folder, port: 0, token })
console.log(JSON.stringify({ baseUrl: cloud.baseUrl, accountId: cloud.accountId }))
