// Where builds come from: origins, and their masters, projects, builders and workers.

import type {
  BuilderBranchResolvers,
  BuilderResolvers,
  MasterResolvers,
  OriginResolvers,
  ProjectResolvers,
  WorkerResolvers,
} from '../../generated/resolvers.ts';
import { boundedList } from '../lists.ts';
import { idOf, linked, linkedIfAny } from './things.ts';

const Origin: OriginResolvers = {
  id: idOf('Origin'),
  retention: (origin, _, { history }) => history.retentionOf('ORIGIN', origin.id),
  projects: (origin, page, { history }) => history.projectsOf(origin.id, page),
  builders: (origin, page, { history }) => history.buildersOf('origin', origin.id, page),
  workers: (origin, page, { history }) => history.workersOf(origin.id, page),
  masters: (origin, page, { history }) => history.mastersOf(origin.id, page),
};

const Master: MasterResolvers = {
  id: idOf('Master'),
  origin: (master, _, { history }) => linked(history, 'Origin', master.originId),
};

const Project: ProjectResolvers = {
  id: idOf('Project'),
  retention: (project, _, { history }) => history.retentionOf('PROJECT', project.id),
  origin: (project, _, { history }) => linked(history, 'Origin', project.originId),
  builders: (project, page, { history }) => history.buildersOf('project', project.id, page),
};

const Builder: BuilderResolvers = {
  id: idOf('Builder'),
  project: (builder, _, { history }) => linkedIfAny(history, 'Project', builder.projectId),
  origin: (builder, _, { history }) => linked(history, 'Origin', builder.originId),
  build: (builder, { number }, { history }) => history.buildByNumber(builder.id, number),
  latestBuild: (builder, { state }, { history }) => history.latestBuild(builder.id, state ?? null),
  runningBuildCount: (builder, _, { history }) => history.runningBuildCount(builder.id),
  pendingRequestCount: (builder, _, { history }) => history.pendingRequestCount(builder.id),
  branches: (builder, { names, ...page }, { history }) =>
    history.branchesOf(builder.id, names ? boundedList('names', names) : null, page),
  retention: (builder, _, { history }) => history.retentionOf('BUILDER', builder.id),
  builds: (builder, { filter, ...page }, { history }) => history.buildsOf('builder', builder.id, filter ?? {}, page),
};

const BuilderBranch: BuilderBranchResolvers = { name: ({ branch }) => branch };

const Worker: WorkerResolvers = {
  id: idOf('Worker'),
  origin: (worker, _, { history }) => linked(history, 'Origin', worker.originId),
  builds: (worker, { filter, ...page }, { history }) => history.buildsOf('worker', worker.id, filter ?? {}, page),
};

export const origins = { Origin, Master, Project, Builder, BuilderBranch, Worker };
