// What a Buildbot is translated into.

export type { Report } from '../../reporting/reports.ts';
