// Where builds come from: origins, and their masters, projects, builders and workers.

import type {
  BuilderResolvers,
  MasterResolvers,
  OriginResolvers,
  ProjectResolvers,
  WorkerResolvers,
} from '../../generated/resolvers.ts';
import { idOf, linked, linkedIfAny } from './things.ts';

const Origin: OriginResolvers = {
  id: idOf('Origin'),
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
  origin: (project, _, { history }) => linked(history, 'Origin', project.originId),
  builders: (project, page, { history }) => history.buildersOf('project', project.id, page),
};

const Builder: BuilderResolvers = {
  id: idOf('Builder'),
  project: (builder, _, { history }) => linkedIfAny(history, 'Project', builder.projectId),
  origin: (builder, _, { history }) => linked(history, 'Origin', builder.originId),
  build: (builder, { number }, { history }) => history.buildByNumber(builder.id, number),
  latestBuild: (builder, _, { history }) => history.latestBuild(builder.id),
  builds: (builder, { filter, ...page }, { history }) => history.buildsOf('builder', builder.id, filter ?? {}, page),
};

const Worker: WorkerResolvers = {
  id: idOf('Worker'),
  origin: (worker, _, { history }) => linked(history, 'Origin', worker.originId),
  builds: (worker, { filter, ...page }, { history }) => history.buildsOf('worker', worker.id, filter ?? {}, page),
};

export const origins = { Origin, Master, Project, Builder, Worker };
