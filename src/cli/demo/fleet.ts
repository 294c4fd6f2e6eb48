// The made-up fleet: what there is, and how it usually goes. Durations are in seconds.

/** A step, and what its log looks like. */
export interface StepKind {
  readonly name: string;
  readonly seconds: number;
  readonly log: LogKind;
  /** Whether it is what breaks when the builder is broken. */
  readonly canBreak?: true;
}

export type LogKind = 'git' | 'compile' | 'test' | 'npm' | 'browser' | 'package' | 'docs' | 'deploy' | 'trigger';

export interface BuilderKind {
  readonly name: string;
  readonly project: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly workers: readonly [string, ...string[]];
  readonly steps: readonly StepKind[];
  /** How likely a change breaks it. */
  readonly fragility: number;
  /** Whether its builds end with warnings when nothing else is wrong. */
  readonly warns?: true;
  /** Built by a build of this other builder, not by a change. */
  readonly triggeredBy?: string;
}

export const ORIGIN = 'demo';

interface ProjectKind {
  readonly name: string;
  readonly description: string;
  readonly repository: string;
}

export const PROJECTS: readonly [ProjectKind, ...ProjectKind[]] = [
  { name: 'aurora', description: 'A rendering engine in C++', repository: 'https://git.example.org/aurora/aurora.git' },
  {
    name: 'harbor',
    description: 'A booking service and its web pages',
    repository: 'https://git.example.org/harbor/harbor.git',
  },
];

export const WORKERS = [
  { name: 'linux-01', info: { os: 'Debian 13', cores: 32, arch: 'x86_64' } },
  { name: 'linux-02', info: { os: 'Debian 13', cores: 32, arch: 'x86_64' } },
  { name: 'linux-03', info: { os: 'Debian 13', cores: 64, arch: 'x86_64' } },
  { name: 'mac-mini-1', info: { os: 'macOS 26.1', cores: 10, arch: 'arm64' } },
  { name: 'mac-mini-2', info: { os: 'macOS 26.1', cores: 10, arch: 'arm64' } },
  { name: 'win-vm-1', info: { os: 'Windows Server 2025', cores: 16, arch: 'x86_64' } },
  { name: 'cloud-a', info: { os: 'Ubuntu 26.04', cores: 8, arch: 'x86_64' } },
  { name: 'cloud-b', info: { os: 'Ubuntu 26.04', cores: 8, arch: 'x86_64' } },
] as const;

const LINUX = ['linux-01', 'linux-02', 'linux-03'] as const;
const CLOUD = ['cloud-a', 'cloud-b'] as const;

const checkout = { name: 'checkout', seconds: 8, log: 'git' } as const;
const install = { name: 'install', seconds: 35, log: 'npm' } as const;

function cpp(compile: number, test: number): StepKind[] {
  return [
    checkout,
    { name: 'configure', seconds: 14, log: 'compile' },
    { name: 'compile', seconds: compile, log: 'compile', canBreak: true },
    { name: 'test', seconds: test, log: 'test', canBreak: true },
  ];
}

export const BUILDERS: readonly BuilderKind[] = [
  {
    name: 'linux-gcc',
    project: 'aurora',
    description: 'GCC 15, with all tests',
    tags: ['linux', 'release'],
    workers: LINUX,
    steps: [...cpp(240, 130), { name: 'package', seconds: 25, log: 'package' }],
    fragility: 0.05,
  },
  {
    name: 'linux-clang',
    project: 'aurora',
    description: 'Clang 21, with warnings',
    tags: ['linux'],
    workers: LINUX,
    steps: cpp(210, 120),
    fragility: 0.06,
    warns: true,
  },
  {
    name: 'linux-asan',
    project: 'aurora',
    description: 'Address and undefined behaviour sanitizers',
    tags: ['linux', 'sanitizer'],
    workers: LINUX,
    steps: cpp(320, 410),
    fragility: 0.09,
  },
  {
    name: 'macos-arm64',
    project: 'aurora',
    description: 'Xcode 26 on Apple silicon',
    tags: ['macos', 'release'],
    workers: ['mac-mini-1', 'mac-mini-2'],
    steps: cpp(280, 150),
    fragility: 0.06,
  },
  {
    name: 'windows-msvc',
    project: 'aurora',
    description: 'Visual Studio 2026',
    tags: ['release', 'windows'],
    workers: ['win-vm-1'],
    steps: cpp(410, 190),
    fragility: 0.1,
    warns: true,
  },
  {
    name: 'docs',
    project: 'aurora',
    description: 'The manual; skipped when no page changed',
    tags: ['docs'],
    workers: CLOUD,
    steps: [checkout, { name: 'manual', seconds: 60, log: 'docs', canBreak: true }],
    fragility: 0.02,
  },
  {
    name: 'api-unit',
    project: 'harbor',
    description: 'Unit tests of the service',
    tags: ['fast', 'service'],
    workers: CLOUD,
    steps: [checkout, install, { name: 'test', seconds: 55, log: 'test', canBreak: true }],
    fragility: 0.05,
  },
  {
    name: 'web-unit',
    project: 'harbor',
    description: 'Types, lint and unit tests of the web pages',
    tags: ['fast', 'web'],
    workers: CLOUD,
    steps: [
      checkout,
      install,
      { name: 'lint', seconds: 20, log: 'npm', canBreak: true },
      { name: 'test', seconds: 40, log: 'test', canBreak: true },
    ],
    fragility: 0.07,
  },
  {
    name: 'pipeline',
    project: 'harbor',
    description: 'Builds the images, has them tested, and deploys to staging',
    tags: ['release', 'service'],
    workers: LINUX,
    steps: [
      checkout,
      { name: 'images', seconds: 90, log: 'package', canBreak: true },
      { name: 'trigger', seconds: 5, log: 'trigger' },
    ],
    fragility: 0.03,
  },
  {
    name: 'e2e',
    project: 'harbor',
    description: 'The pages in three browsers; triggered by pipeline',
    tags: ['slow', 'web'],
    workers: LINUX,
    steps: [checkout, { name: 'browsers', seconds: 260, log: 'browser', canBreak: true }],
    fragility: 0.12,
    triggeredBy: 'pipeline',
  },
  {
    name: 'deploy-staging',
    project: 'harbor',
    description: 'Staging; triggered by pipeline',
    tags: ['deploy'],
    workers: CLOUD,
    steps: [{ name: 'deploy', seconds: 45, log: 'deploy', canBreak: true }],
    fragility: 0.03,
    triggeredBy: 'pipeline',
  },
];
