import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Clock } from '../../../core/clock.ts'
import type { Cluster } from '../../../core/labs/cluster-port.ts'
import { seenCapabilities } from './seen-capabilities.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capabilities-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('what works is kept; what did not work is tried again', async () => {
  let tries = 0
  const nodes = [['a'], ['a', 'b'], ['a']]
  const cluster = { nodes: () => Promise.resolve(nodes[tries++]) } as unknown as Cluster
  const clock = {} as Clock
  const { signal } = new AbortController()
  const look = () => seenCapabilities(cluster, join(folder, 'seen.json'), clock, signal, ['multiple-nodes'])
  expect([...(await look())]).toEqual([])
  expect([...(await look())]).toEqual(['multiple-nodes'])
  expect([...(await look())]).toEqual(['multiple-nodes'])
  expect(tries).toBe(2)
})
