import type { ApiObject } from '../../object.ts'
import { groupVersionOf } from '../../schema/openapi-schema.ts'
import { StatusError } from '../../status-error.ts'
import type { ChangeRequest } from '../patch-request.ts'
import { goText } from '../go-text.ts'
import type { JsonObject } from '../json-types.ts'
import type { KindTools } from '../kind-tools.ts'
import { PatchFormatError } from '../strategic/directives.ts'
import { patchSchema } from '../strategic/patch-schema.ts'
import { strategicMerge } from '../strategic/strategic-merge.ts'
import { unstructuredMismatch } from '../unstructured-mismatch.ts'
import { objectPatch } from './patch-body.ts'
import { patchedObject, unprocessable } from './patched-object.ts'

/** `application/strategic-merge-patch+json` */
export function patchStrategically(tools: KindTools, request: ChangeRequest): ApiObject {
  const { patch, strictErrors } = objectPatch(request.bytes, '')
  return patchedObject(tools, request, merged(tools, request, patch), {
    shown: goText(patch),
    strictErrors,
    mismatch: unstructuredMismatch,
  })
}

function merged({ schemas }: KindTools, { kind, current }: ChangeRequest, patch: JsonObject): JsonObject {
  const schema = schemas.ofKind(kind)
  if (schema === null) throw new Error(`no schema of ${groupVersionOf(kind)} ${kind.kind} is known`)
  try {
    return strategicMerge(patchSchema(schemas, schema), current, patch)
  } catch (error) {
    if (!(error instanceof PatchFormatError)) throw error
    switch (error.kind) {
      case 'bad-request':
        throw new StatusError('BadRequest', error.message)
      case 'unprocessable':
        throw unprocessable()
      case 'internal':
        throw new StatusError('', error.message)
    }
  }
}
