import './workers.ts';
// Not 'graphiql/style.css': that has Monaco's styles once more, and 360 kB of fonts as data: URLs.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startTabs } from './tabs.ts';
import { readToken } from './token.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
createRoot(root).render(<App tabs={await startTabs(readToken())} />);
