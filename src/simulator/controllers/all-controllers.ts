import { startDeploymentController } from './deployment/deployment-controller.ts'
import { startEndpointsController } from './endpoints/endpoints-controller.ts'
import { startEndpointSliceController } from './endpoints/endpointslice-controller.ts'
import { startEndpointSliceMirroringController } from './endpoints/endpointslice-mirroring-controller.ts'
import { startGarbageCollector } from './garbage/garbage-collector.ts'
import type { Controller } from './controller.ts'
import { Informers } from './machinery/informer.ts'
import type { ManagedController, Manager } from './machinery/manager.ts'
import { startNamespaceController } from './namespace/namespace-controller.ts'
import { startReplicaSetController } from './replicaset/replicaset-controller.ts'
import { startScheduler } from './scheduler/scheduler.ts'
import { startRootCaPublisher } from './serviceaccount/root-ca-publisher.ts'
import { startServiceAccountController } from './serviceaccount/serviceaccount-controller.ts'
import { startTokenCleaner } from './serviceaccount/token-cleaner.ts'

const all: readonly ManagedController[] = [
  startServiceAccountController,
  startRootCaPublisher,
  startTokenCleaner,
  startNamespaceController,
  startDeploymentController,
  startReplicaSetController,
  startEndpointSliceController,
  startEndpointSliceMirroringController,
  startEndpointsController,
  startGarbageCollector,
  startScheduler,
]

/**
 * Starts the scheduler and every controller of kube-controller-manager that is modelled; the kubelet is not among them. They hold no
 * state of their own that matters: after the store was reset or restored, stop them and start them again.
 */
export const startControllers: Controller = (context) => {
  const informers = new Informers(
    context.clientAs('system:kube-controller-manager', 'kube-controller-manager'),
  )
  const manager: Manager = { ...context, informers }
  const ends = all.map((start) => start(manager))
  return () => {
    for (const end of ends) end()
    informers.stop()
  }
}
