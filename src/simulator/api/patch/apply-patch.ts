import type { ApiObject } from '../object.ts'
import { StatusError } from '../status-error.ts'
import type { JsonObject } from './json-types.ts'
import type { KindTools } from './kind-tools.ts'
import type { ChangeRequest, PatchRequest, PatchResult } from './patch-request.ts'
import { applyConfig } from './patch-types/apply-config.ts'
import { patchWithJson, patchWithMerge } from './patch-types/json-patches.ts'
import { patchStrategically } from './patch-types/strategic-patch.ts'

const apply = 'application/apply-patch+yaml'

/**
 * The object that a PATCH request makes of the current one. Throws the API server's errors: UnsupportedMediaType, BadRequest,
 * Invalid (of a patch that does not apply or does not fit the kind) and Conflict (of an apply).
 * Source: apiserver `endpoints/handlers/patch.go`.
 */
export function applyPatch(tools: KindTools, request: PatchRequest): PatchResult {
  const types = patchTypes(request)
  if (!types.includes(request.contentType))
    throw new StatusError(
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${types.join(', ')}`,
    )
  if (request.contentType === apply) return { object: applyConfig(tools, request), ownsFields: true }
  if (request.current === null) throw new Error('a patch that is no apply needs an object')
  const change = { ...request, current: request.current as ApiObject & JsonObject }
  return { object: patchOf(request.contentType)(tools, change), ownsFields: false }
}

function patchTypes({ schema }: PatchRequest): readonly string[] {
  return [
    'application/json-patch+json',
    'application/merge-patch+json',
    // Custom resources have no Go types to say how lists merge.
    ...(schema === null ? ['application/strategic-merge-patch+json'] : []),
    apply,
  ]
}

function patchOf(contentType: string): (tools: KindTools, request: ChangeRequest) => ApiObject {
  switch (contentType) {
    case 'application/json-patch+json':
      return patchWithJson
    case 'application/merge-patch+json':
      return patchWithMerge
    default:
      return patchStrategically
  }
}
