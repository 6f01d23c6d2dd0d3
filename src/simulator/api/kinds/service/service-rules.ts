import { services } from '../../resource.ts'
import type { Service } from '../../schema/kubernetes-types.ts'
import type { KindRules } from '../kind-rules.ts'
import { text } from '../zero-values.ts'
import { defaultService } from './service-defaults.ts'
import { prepareService, prepareServiceUpdate } from './service-preparation.ts'
import { checkServiceStatus, checkServiceUpdate } from './service-update-validation.ts'
import { checkService } from './service-validation.ts'
import { serviceWarnings } from './service-warnings.ts'

/** `pkg/registry/core/service/strategy.go`. */
export const serviceRules: KindRules<Service> = {
  resource: services,
  hasStatus: true,
  nameFormat: 'service',
  defaults: defaultService,
  prepareForCreate: prepareService,
  prepareForUpdate: prepareServiceUpdate,
  validate: (service) => [...checkService(service)],
  validateUpdate: (next, previous) => [...checkServiceUpdate(next, previous)],
  validateStatusUpdate: (next) => [...checkServiceStatus(next)],
  warnings: serviceWarnings,
  fieldSelectors: {
    'spec.clusterIP': (service) => text(service.spec?.clusterIP),
    'spec.type': (service) => text(service.spec?.type),
  },
}
