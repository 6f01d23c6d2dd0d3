import type { DaemonSet, Deployment, Volume } from '../../api/schema/kubernetes-types.ts'
import { kubernetesVersion, podCidr } from './layout.ts'

const linux = { 'kubernetes.io/os': 'linux' }
const xtablesLock: Volume = {
  name: 'xtables-lock',
  hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' },
}
const libModules: Volume = { name: 'lib-modules', hostPath: { path: '/lib/modules' } }

/** kubeadm's CoreDNS. */
export const coreDns: Deployment = {
  metadata: { name: 'coredns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: '25%' } },
    template: {
      metadata: { labels: { 'k8s-app': 'kube-dns' } },
      spec: {
        priorityClassName: 'system-cluster-critical',
        serviceAccountName: 'coredns',
        dnsPolicy: 'Default',
        nodeSelector: linux,
        tolerations: [
          { key: 'CriticalAddonsOnly', operator: 'Exists' },
          { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
        ],
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 100,
                podAffinityTerm: {
                  topologyKey: 'kubernetes.io/hostname',
                  labelSelector: {
                    matchExpressions: [{ key: 'k8s-app', operator: 'In', values: ['kube-dns'] }],
                  },
                },
              },
            ],
          },
        },
        containers: [
          {
            name: 'coredns',
            image: 'registry.k8s.io/coredns/coredns:v1.13.1',
            imagePullPolicy: 'IfNotPresent',
            args: ['-conf', '/etc/coredns/Corefile'],
            resources: { limits: { memory: '170Mi' }, requests: { cpu: '100m', memory: '70Mi' } },
            volumeMounts: [{ name: 'config-volume', mountPath: '/etc/coredns', readOnly: true }],
            ports: [
              { name: 'dns', containerPort: 53, protocol: 'UDP' },
              { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
              { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
              { name: 'liveness-probe', containerPort: 8080, protocol: 'TCP' },
              { name: 'readiness-probe', containerPort: 8181, protocol: 'TCP' },
            ],
            livenessProbe: {
              httpGet: { path: '/health', port: 'liveness-probe', scheme: 'HTTP' },
              initialDelaySeconds: 60,
              timeoutSeconds: 5,
              successThreshold: 1,
              failureThreshold: 5,
            },
            readinessProbe: { httpGet: { path: '/ready', port: 'readiness-probe', scheme: 'HTTP' } },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
              readOnlyRootFilesystem: true,
            },
          },
        ],
        volumes: [
          {
            name: 'config-volume',
            configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] },
          },
        ],
      },
    },
  },
}

/** kubeadm's kube-proxy. */
export const kubeProxy: DaemonSet = {
  metadata: { name: 'kube-proxy', namespace: 'kube-system', labels: { 'k8s-app': 'kube-proxy' } },
  spec: {
    selector: { matchLabels: { 'k8s-app': 'kube-proxy' } },
    updateStrategy: { type: 'RollingUpdate' },
    template: {
      metadata: { labels: { 'k8s-app': 'kube-proxy' } },
      spec: {
        priorityClassName: 'system-node-critical',
        hostNetwork: true,
        serviceAccountName: 'kube-proxy',
        nodeSelector: linux,
        tolerations: [{ operator: 'Exists' }],
        containers: [
          {
            name: 'kube-proxy',
            image: `registry.k8s.io/kube-proxy:${kubernetesVersion}`,
            imagePullPolicy: 'IfNotPresent',
            command: [
              '/usr/local/bin/kube-proxy',
              '--config=/var/lib/kube-proxy/config.conf',
              '--hostname-override=$(NODE_NAME)',
            ],
            env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
            securityContext: { privileged: true },
            volumeMounts: [
              { name: 'kube-proxy', mountPath: '/var/lib/kube-proxy' },
              { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
              { name: 'lib-modules', mountPath: '/lib/modules', readOnly: true },
            ],
          },
        ],
        volumes: [{ name: 'kube-proxy', configMap: { name: 'kube-proxy' } }, xtablesLock, libModules],
      },
    },
  },
}

/** kind 0.33's own CNI. */
export const kindNet: DaemonSet = {
  metadata: {
    name: 'kindnet',
    namespace: 'kube-system',
    labels: { app: 'kindnet', 'k8s-app': 'kindnet', tier: 'node' },
  },
  spec: {
    selector: { matchLabels: { app: 'kindnet' } },
    template: {
      metadata: { labels: { app: 'kindnet', 'k8s-app': 'kindnet', tier: 'node' } },
      spec: {
        hostNetwork: true,
        nodeSelector: linux,
        tolerations: [{ operator: 'Exists' }],
        priorityClassName: 'system-node-critical',
        serviceAccountName: 'kindnet',
        containers: [
          {
            name: 'kindnet-cni',
            image: 'docker.io/kindest/kindnetd:v20260820-69b56db7',
            env: [
              { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
              { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
              { name: 'POD_SUBNET', value: podCidr },
            ],
            volumeMounts: [
              { name: 'cni-cfg', mountPath: '/etc/cni/net.d' },
              { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
              { name: 'lib-modules', mountPath: '/lib/modules', readOnly: true },
              { name: 'nri-plugin', mountPath: '/var/run/nri' },
            ],
            resources: { requests: { cpu: '100m', memory: '50Mi' } },
            securityContext: { privileged: false, capabilities: { add: ['NET_RAW', 'NET_ADMIN'] } },
          },
        ],
        volumes: [
          { name: 'cni-cfg', hostPath: { path: '/etc/cni/net.d' } },
          xtablesLock,
          libModules,
          { name: 'nri-plugin', hostPath: { path: '/var/run/nri' } },
        ],
      },
    },
  },
}
