import { openStore } from './open-store.ts'
import { sampleJob, samplePhoto, sampleReservation } from './sample-job.ts'

/** Writes to the store in the file named first until it is killed; says each durable save once it is done. */
const store = openStore(process.argv[2] ?? '')
for (let number = 0; ; number += 1) {
  store.transaction('soon', () => {
    store.ledger.put(samplePhoto(number))
    store.jobs.save(sampleJob(number))
  })
  const state = { kind: 'sending', reservation: { ...sampleReservation, imageId: `image-${number}` } } as const
  store.transaction('durable', () => store.jobs.save(sampleJob(number, { state })))
  process.stdout.write(`${number}\n`)
}
