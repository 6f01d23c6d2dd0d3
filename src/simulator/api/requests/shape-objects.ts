import type { ApiObject, StoredObject } from '../object.ts'
import { StatusError } from '../status-error.ts'
import type { TableColumns } from '../tables/table-columns.ts'
import { tableOf, type PartialObjectMetadata, type TableOptions } from '../tables/table.ts'
import type { Shape } from './negotiate.ts'
import type { ShapedObjects, ShapeOptions } from './request-ports.ts'

/** Objects as a table or as their metadata only. Throws BadRequest for an unknown includeObject. */
export function shapeObjects(
  columns: TableColumns<ApiObject>,
  objects: ShapedObjects,
  shape: Exclude<Shape, 'object'>,
  options: ShapeOptions,
): unknown {
  if (shape === 'table') {
    const many = 'one' in objects ? [objects.one] : objects.many
    const metadata =
      'one' in objects ? { resourceVersion: objects.one.metadata.resourceVersion } : objects.metadata
    return tableOf(columns, many, {
      includeObject: includeObjectOf(options.includeObject),
      now: options.now,
      metadata,
      noHeaders: !options.withColumns,
    })
  }
  if ('one' in objects) return metadataOf(objects.one)
  return {
    kind: 'PartialObjectMetadataList',
    apiVersion: 'meta.k8s.io/v1',
    metadata: objects.metadata,
    items: objects.many.map(metadataOf),
  }
}

function metadataOf({ metadata }: StoredObject): PartialObjectMetadata {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
}

function includeObjectOf(text: string): TableOptions['includeObject'] {
  if (text === 'None' || text === 'Metadata' || text === 'Object') return text
  if (text === '') return 'Metadata'
  throw new StatusError('BadRequest', `unrecognized includeObject value: ${JSON.stringify(text)}`)
}
