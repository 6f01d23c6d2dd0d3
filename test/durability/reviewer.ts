/**
 * Records reviews until it is killed: `node reviewer.ts DATA_DIR RUN CARD COUNT [HOLD]`. On standard output, one line each,
 * written at once: `open REQUEST` while that review's transaction is open and its rows are written, `done REVIEW_ID` once it is
 * acknowledged. In the transaction of review HOLD it stands still, so that a kill comes inside it.
 */
import { writeSync } from 'node:fs'
import { monotonicFactory } from 'ulid'
import { StudyService } from '../../src/core/study/study-service.ts'
import type { StudyRepository } from '../../src/core/study/study-repository.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { systemClock } from '../../src/app/system-clock.ts'
import { catalogOf } from '../support/catalog.ts'

const [dataDir = '', run = '', cardId = '', count = '', hold = ''] = process.argv.slice(2)
const newId = monotonicFactory()
const store = openStore({ dataDir, newId })
const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}
const requestOf = (number: number): string => `run-${run}-review-${number}`
let nth = 0

/** Says when a review is written but not committed; a kill that comes now comes inside the transaction. */
const repository: StudyRepository = {
  ...store.study,
  addReview: (review) => {
    store.study.addReview(review)
    say(`open ${requestOf(nth)}`)
    if (nth === Number(hold)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
}
const study = new StudyService({
  repository,
  settings: store.settings,
  catalog: catalogOf([cardId]),
  clock: systemClock,
  newId,
})
for (nth = 1; nth <= Number(count); nth += 1) {
  const { revision } = study.scheduleOf(cardId)
  const { reviewId } = study.answer({
    cardId,
    rating: 3,
    revision,
    requestId: requestOf(nth),
    durationMs: 1,
  })
  say(`done ${reviewId}`)
}
store.close()
