import { describe, expect, it } from 'vitest'
import type { StoredObject } from '../object.ts'
import { customColumns } from './custom-columns.ts'

const resource = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  name: 'gateways',
  kind: 'Gateway',
  namespaced: true,
}
const now = Date.parse('2026-01-01T00:10:00Z')
const gateway = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { gatewayClassName: 'kd', replicas: 2, hosts: ['a', 'b'], on: true },
  status: {
    addresses: [{ value: '10.0.0.1' }, { value: '10.0.0.2' }],
    conditions: [
      { type: 'Accepted', status: 'False' },
      { type: 'Programmed', status: 'True' },
    ],
  },
} as StoredObject

function cell(type: string, jsonPath: string) {
  return customColumns(resource, [{ name: 'X', type, jsonPath }]).cells(gateway, now)[1]
}

describe('tables of custom resources', () => {
  it('shows the age when there are no printer columns', () => {
    const table = customColumns(resource, undefined)
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
      ['Name', 'string'],
      ['Age', 'date'],
    ])
    expect(table.cells(gateway, now)).toEqual(['edge', '10m'])
  })

  it.each([
    ['string', '.spec.gatewayClassName', 'kd'],
    ['string', '.status.addresses[*].value', '10.0.0.1'],
    ['string', '.status.addresses[1].value', '10.0.0.2'],
    ['string', '.status.conditions[?(@.type=="Programmed")].status', 'True'],
    ['string', ".spec['gatewayClassName']", 'kd'],
    ['string', '.spec.hosts', '["a","b"]'],
    ['string', '.spec.missing', null],
    ['integer', '.spec.replicas', 2],
    ['integer', '.spec.gatewayClassName', null],
    ['boolean', '.spec.on', true],
    ['date', '.metadata.creationTimestamp', '10m'],
    ['date', '.spec.gatewayClassName', '<invalid>'],
    ['string', '..spec', null],
  ])('%s at %s', (type, path, expected) => {
    expect(cell(type, path)).toBe(expected)
  })

  it('keeps the priority of a column', () => {
    const [, column] = customColumns(resource, [
      { name: 'X', type: 'string', jsonPath: '.x', priority: 1 },
    ]).columns
    expect(column).toEqual({ name: 'X', type: 'string', format: '', priority: 1 })
  })
})
