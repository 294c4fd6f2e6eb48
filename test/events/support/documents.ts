// What a client of the property test asks for: the public API, as a dashboard uses it.

const SUMMARY = 'total passed failed errored skipped durationSeconds';
const REQUEST = `id key state result priority submittedAt claimedAt completedAt builder { id } buildset { id key reason }`;
const BUILD = `id key number reason url queueSeconds durationSeconds builder { id } worker { id } parentBuild { id }
  sourceStamps { codebase repository branch revision } properties { name value source }`;
const STEP = `id key number name hidden durationSeconds urls { name url } build { id }`;
const LOG = `id name type step { id }`;
const ORIGIN = `id name kind url createdAt`;
const MASTER = `id name active lastActiveAt origin { id }`;
const PROJECT = `id name description url origin { id }`;
const BUILDER = `id name description tags project { name }`;
const WORKER = `id name info connected connectionChangedAt`;
const CHANGE = `id key author committer message revision branch repository codebase category url files committedAt`;

/** Everything of some origins, and the position of the snapshot that it was read from. */
export const SNAPSHOT = `query ($origins: [String!]!) { eventCursor
  builds(first: 200, filter: { origins: $origins }) { nodes { ${BUILD} state result stateString startedAt completedAt buildRequest { id } testSummary { ${SUMMARY} }
    steps(first: 10) { nodes { ${STEP} state result stateString startedAt completedAt logs { ${LOG} complete lineCount } } } } }
  buildRequests(first: 200, filter: { origins: $origins }) { nodes { ${REQUEST} } }
  origins(first: 200) { nodes { ${ORIGIN} } }
  masters(first: 200, filter: { origins: $origins }) { nodes { ${MASTER} } }
  projects(first: 200, filter: { origins: $origins }) { nodes { ${PROJECT} } }
  builders(first: 200, filter: { origins: $origins }) { nodes { ${BUILDER} } }
  workers(first: 200, filter: { origins: $origins }) { nodes { ${WORKER} } }
  changes(first: 200, filter: { origins: $origins }) { nodes { ${CHANGE} } } }`;

// What a build's event links to includes the build's request, whose state follows from its builds; and the builds that it
// triggered, whose parent it becomes when it is told after them.
const OF_BUILD = `build { ${BUILD} buildRequest { ${REQUEST} } childBuilds(first: 10) { nodes { id } } }`;
const OF_STEP = `step { ${STEP} }`;
const OF_LOG = `log { ${LOG} }`;

const EVENT = `__typename cursor recordedAt
  ... on ChangeAdded { change { ${CHANGE} } }
  ... on BuildRequested { buildRequest { ${REQUEST} } }
  ... on BuildRequestFinished { result buildRequest { ${REQUEST} } }
  ... on BuildStarted { startedAt stateString ${OF_BUILD} }
  ... on BuildUpdated { stateString ${OF_BUILD} }
  ... on BuildFinished { result stateString completedAt ${OF_BUILD} }
  ... on StepStarted { state stateString stepStartedAt: startedAt ${OF_STEP} }
  ... on StepUpdated { state stateString stepStartedAt: startedAt ${OF_STEP} }
  ... on StepFinished { result stateString completedAt ${OF_STEP} }
  ... on LogStarted { ${OF_LOG} }
  ... on LogFinished { lineCount ${OF_LOG} }
  ... on TestResultsReported { testSummary: summary { ${SUMMARY} } build { id } }
  ... on OriginUpdated { origin { ${ORIGIN} } }
  ... on MasterUpdated { master { ${MASTER} } }
  ... on ProjectUpdated { project { ${PROJECT} } }
  ... on BuilderUpdated { builder { ${BUILDER} } }
  ... on WorkerUpdated { worker { ${WORKER} } }
  ... on WorkerConnected { connectedAt worker { ${WORKER} } }
  ... on WorkerLost { lostAt worker { ${WORKER} } }`;

export const SUBSCRIPTION = `subscription ($after: EventCursor!) { events(after: $after) { ${EVENT} } }`;

/** One page of the log. */
export const STRETCH = `query ($after: EventCursor!, $first: Int!) {
  events(after: $after, first: $first) { nodes { ${EVENT} } pageInfo { hasNextPage endCursor } } }`;

/** Which types of events there are, heartbeats left out. */
export const EVENT_TYPES = `{ __type(name: "EventType") { enumValues { name } } }`;
