/// <reference types="monaco-editor" />
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

/**
 * Tells Monaco where its workers are: files of our own server, so that the Content-Security-Policy can say
 * `worker-src 'self'`. Must be loaded before GraphiQL. (GraphiQL's own set-up module does the same, but logs each worker.)
 */
self.MonacoEnvironment = {
  getWorker(_moduleId: string, label: string): Worker {
    if (label === 'json') return new JsonWorker();
    if (label === 'graphql') return new GraphqlWorker();
    return new EditorWorker();
  },
};
