import { describe, expect, it } from 'vitest'
import type { Stored } from '../object.ts'
import type { ConfigMap } from '../schema/kubernetes-types.ts'
import { configMapColumns } from './configuration-columns.ts'
import { tableOf } from './table.ts'

const map: Stored<ConfigMap> = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'm', uid: 'u', resourceVersion: '4', creationTimestamp: '2026-01-01T00:00:00Z' },
  data: { a: '1' },
}
const now = Date.parse('2026-01-01T00:01:00Z')

describe('tableOf', () => {
  it('is a metav1.Table with the metadata of each object', () => {
    const table = tableOf(configMapColumns, [map], {
      includeObject: 'Metadata',
      now,
      metadata: { resourceVersion: '9' },
    })
    expect(table).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: '9' },
    })
    expect(table.columnDefinitions?.[0]).toEqual({
      name: 'Name',
      type: 'string',
      format: 'name',
      description: '',
      priority: 0,
    })
    expect(table.rows).toEqual([
      {
        cells: ['m', 1, '60s'],
        object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: map.metadata },
      },
    ])
  })

  it('includes the whole object or none when asked', () => {
    expect(tableOf(configMapColumns, [map], { includeObject: 'Object', now }).rows[0]?.object).toBe(map)
    expect(tableOf(configMapColumns, [map], { includeObject: 'None', now }).rows[0]?.object).toBeNull()
  })

  it('leaves the columns out of later watch events', () => {
    const table = tableOf(configMapColumns, [map], { includeObject: 'None', now, noHeaders: true })
    expect(table.columnDefinitions).toBeNull()
  })
})
