import { serviceAccounts } from '../../resource.ts'
import type { ServiceAccount } from '../../schema/kubernetes-types.ts'
import type { KindRules } from '../kind-rules.ts'

/** `pkg/registry/core/serviceaccount/strategy.go`. */
export const serviceAccountRules: KindRules<ServiceAccount> = {
  resource: serviceAccounts,
  hasStatus: false,
  defaults: (account) => account,
  validate: () => [],
  validateUpdate: () => [],
}
