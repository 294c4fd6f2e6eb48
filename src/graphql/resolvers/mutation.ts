// Everything that can be said.

import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createHook, removeHook, replayHookDeliveries } from '../hooks.ts';
import {
  clearRetention,
  createToken,
  report,
  reportTestResults,
  revokeToken,
  setRetention,
  submit,
} from '../reports.ts';
import { registerWebhook, removeWebhook, rotateWebhookSecret, updateWebhook } from '../webhooks.ts';

const Mutation: MutationResolvers = {
  addChange: (_, { input }, context) => submit(context, 'addChange', input, 'change'),
  requestBuild: (_, { input }, context) => submit(context, 'requestBuild', input, 'buildRequest'),
  finishBuildRequest: (_, { input }, context) => submit(context, 'finishBuildRequest', input, 'buildRequest'),
  startBuild: (_, { input }, context) => submit(context, 'startBuild', input, 'build'),
  updateBuild: (_, { input }, context) => submit(context, 'updateBuild', input, 'build'),
  setProperties: (_, { input }, context) => submit(context, 'setProperties', input, 'build'),
  finishBuild: (_, { input }, context) => submit(context, 'finishBuild', input, 'build'),
  recordBuild: (_, { input }, context) => submit(context, 'recordBuild', input, 'build'),
  startStep: (_, { input }, context) => submit(context, 'startStep', input, 'step'),
  updateStep: (_, { input }, context) => submit(context, 'updateStep', input, 'step'),
  finishStep: (_, { input }, context) => submit(context, 'finishStep', input, 'step'),
  appendLog: (_, { input }, context) => submit(context, 'appendLog', input, 'log'),
  finishLog: (_, { input }, context) => submit(context, 'finishLog', input, 'log'),
  reportTestResults: (_, { input }, context) => reportTestResults(context, input),
  registerOrigin: (_, { input }, context) => submit(context, 'registerOrigin', input, 'origin'),
  registerProject: (_, { input }, context) => submit(context, 'registerProject', input, 'project'),
  registerBuilder: (_, { input }, context) => submit(context, 'registerBuilder', input, 'builder'),
  registerWorker: (_, { input }, context) => submit(context, 'registerWorker', input, 'worker'),
  connectWorker: (_, { input }, context) => submit(context, 'connectWorker', input, 'worker'),
  loseWorker: (_, { input }, context) => submit(context, 'loseWorker', input, 'worker'),
  registerMaster: (_, { input }, context) => submit(context, 'registerMaster', input, 'master'),
  report: (_, { reports }, context) => report(context, reports),
  createToken: (_, { input }, context) => createToken(context, input),
  revokeToken: (_, { input }, context) => revokeToken(context, input),
  setRetention: (_, { input }, context) => setRetention(context, input),
  clearRetention: (_, { input }, context) => clearRetention(context, input),
  registerWebhook: (_, { input }, context) => registerWebhook(context, input),
  updateWebhook: (_, { input }, context) => updateWebhook(context, input),
  rotateWebhookSecret: (_, { input }, context) => rotateWebhookSecret(context, input),
  removeWebhook: (_, { input }, context) => removeWebhook(context, input),
  createHook: (_, { input }, context) => createHook(context, input),
  removeHook: (_, { input }, context) => removeHook(context, input),
  replayHookDeliveries: (_, { filter }, context) => replayHookDeliveries(context, filter ?? {}),
};

export const mutation = { Mutation };
