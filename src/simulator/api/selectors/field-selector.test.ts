import { expect, it } from 'vitest'
import type { StoredObject } from '../object.ts'
import { deployments, jobs, nodes, pods, type Resource } from '../resource.ts'
import { exactValue, fieldMatcher, parseFieldSelector } from './field-selector.ts'

const metadata = { name: 'web', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '' }
const pod: StoredObject = { apiVersion: 'v1', kind: 'Pod', metadata }
const readers = { 'status.phase': () => 'Running', 'spec.nodeName': () => '' }

it.each([
  ['', true],
  ['metadata.name=web', true],
  ['metadata.name==web,metadata.namespace!=default', false],
  ['status.phase!=Running', false],
  ['spec.nodeName=', true],
  ['status.phase=Run\\,ning', false],
])('%s: %s', (text, expected) => {
  expect(fieldMatcher(parseFieldSelector(text), pods, readers)(pod)).toBe(expected)
})

it('names fields that a kind does not know, as that kind does', () => {
  const text = (resource: Resource, known?: typeof readers) => () =>
    fieldMatcher(parseFieldSelector('spec.x=1'), resource, known)
  expect(text(pods, readers)).toThrow('field label not supported: spec.x')
  expect(text(deployments)).toThrow(
    '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
  )
  expect(text(jobs, readers)).toThrow('field label "spec.x" not supported for Job')
  expect(() => fieldMatcher(parseFieldSelector('metadata.namespace=a'), nodes, readers)).toThrow(
    'field label not supported: metadata.namespace',
  )
})

it('refuses what is no selector', () => {
  expect(() => parseFieldSelector('a=1,b')).toThrow("invalid selector: 'a=1,b'; can't understand 'b'")
  expect(() => parseFieldSelector('a=b=c')).toThrow(
    'invalid field selector: unescaped character in value: 61',
  )
  expect(() => parseFieldSelector('a=\\b')).toThrow('invalid field selector: invalid escape sequence: \\b')
  expect(() => parseFieldSelector('a=\\')).toThrow('invalid field selector: invalid escape sequence: \\')
})

it('finds the one object that a selector is about', () => {
  const name = (text: string) => exactValue(parseFieldSelector(text), 'metadata.name')
  expect(name('metadata.name=a,status.phase=b')).toBe('a')
  expect(name('metadata.name!=a')).toBeNull()
})
