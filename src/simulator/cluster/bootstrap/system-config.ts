import { stringify } from 'yaml'
import { podCidr } from './layout.ts'

/** CoreDNS' configuration as kubeadm writes it. */
export const corefile = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`

/** kube-proxy's configuration as kubeadm and kind write it: the iptables mode, synced at most once a second. */
export const kubeProxyConfig = stringify({
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  bindAddress: '0.0.0.0',
  bindAddressHardFail: false,
  clientConnection: {
    acceptContentTypes: '',
    burst: 0,
    contentType: '',
    kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf',
    qps: 0,
  },
  clusterCIDR: podCidr,
  configSyncPeriod: '0s',
  conntrack: {
    maxPerCore: 0,
    min: null,
    tcpBeLiberal: false,
    tcpCloseWaitTimeout: null,
    tcpEstablishedTimeout: null,
    udpStreamTimeout: '0s',
    udpTimeout: '0s',
  },
  detectLocal: { bridgeInterface: '', interfaceNamePrefix: '' },
  detectLocalMode: '',
  enableProfiling: false,
  healthzBindAddress: '',
  hostnameOverride: '',
  iptables: {
    localhostNodePorts: null,
    masqueradeAll: false,
    masqueradeBit: null,
    minSyncPeriod: '1s',
    syncPeriod: '0s',
  },
  ipvs: {
    excludeCIDRs: null,
    minSyncPeriod: '0s',
    scheduler: '',
    strictARP: false,
    syncPeriod: '0s',
    tcpFinTimeout: '0s',
    tcpTimeout: '0s',
    udpTimeout: '0s',
  },
  kind: 'KubeProxyConfiguration',
  logging: {
    flushFrequency: 0,
    options: { json: { infoBufferSize: '0' }, text: { infoBufferSize: '0' } },
    verbosity: 0,
  },
  metricsBindAddress: '',
  mode: 'iptables',
  nftables: { masqueradeAll: false, masqueradeBit: null, minSyncPeriod: '0s', syncPeriod: '0s' },
  nodePortAddresses: null,
  oomScoreAdj: null,
  portRange: '',
  showHiddenMetricsForVersion: '',
  winkernel: {
    enableDSR: false,
    forwardHealthCheckVip: false,
    networkName: '',
    rootHnsEndpointName: '',
    sourceVip: '',
  },
}).trimEnd()
