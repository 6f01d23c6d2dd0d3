import { startPodGc } from './cleanup/pod-gc.ts'
import { startTtlAfterFinishedController } from './cleanup/ttl-after-finished.ts'
import { startCronJobController } from './cronjob/cronjob-controller.ts'
import { startDaemonSetController } from './daemonset/daemonset-controller.ts'
import { startDeploymentController } from './deployment/deployment-controller.ts'
import { startDisruptionController } from './disruption/disruption-controller.ts'
import { startEndpointsController } from './endpoints/endpoints-controller.ts'
import { startEndpointSliceController } from './endpoints/endpointslice-controller.ts'
import { startEndpointSliceMirroringController } from './endpoints/endpointslice-mirroring-controller.ts'
import { startGarbageCollector } from './garbage/garbage-collector.ts'
import type { Controller } from './controller.ts'
import { Informers } from './machinery/informer.ts'
import type { ManagedController, Manager } from './machinery/manager.ts'
import { startJobController } from './job/job-controller.ts'
import { startNamespaceController } from './namespace/namespace-controller.ts'
import { startNodeLifecycleController } from './node/node-lifecycle-controller.ts'
import { startTaintEvictionController } from './node/taint-eviction-controller.ts'
import { startReplicaSetController } from './replicaset/replicaset-controller.ts'
import { startScheduler } from './scheduler/scheduler.ts'
import { startRootCaPublisher } from './serviceaccount/root-ca-publisher.ts'
import { startServiceAccountController } from './serviceaccount/serviceaccount-controller.ts'
import { startTokenCleaner } from './serviceaccount/token-cleaner.ts'
import { startStatefulSetController } from './statefulset/statefulset-controller.ts'

const all: readonly ManagedController[] = [
  startServiceAccountController,
  startRootCaPublisher,
  startTokenCleaner,
  startNamespaceController,
  startDeploymentController,
  startReplicaSetController,
  startStatefulSetController,
  startDaemonSetController,
  startJobController,
  startCronJobController,
  startEndpointSliceController,
  startEndpointSliceMirroringController,
  startEndpointsController,
  startGarbageCollector,
  startDisruptionController,
  startTtlAfterFinishedController,
  startPodGc,
  startNodeLifecycleController,
  startTaintEvictionController,
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
