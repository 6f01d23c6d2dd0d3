import { expect, it } from 'vitest'
import { endpoints, services } from '../resource.ts'
import { deprecationWarning } from './deprecations.ts'

it('warns of Endpoints alone', () => {
  expect(deprecationWarning(endpoints)).toBe(
    'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  )
  expect(deprecationWarning(services)).toBeNull()
})
