import { once } from 'node:events'
import { watch } from 'chokidar'
import { countGrowth } from './growth.ts'

/** One run of chokidar alone, as its own process; prints what it took. */
const [root = ''] = process.argv.slice(2)
const grown = countGrowth()
const watcher = watch(root)
await once(watcher, 'ready')
console.log(JSON.stringify(grown()))
await watcher.close()
