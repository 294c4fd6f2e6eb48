// What people in the made-up fleet write.

export const AUTHORS = [
  'Ines Duarte <ines@example.org>',
  'Jonas Weber <jonas@example.org>',
  'Priya Raman <priya@example.org>',
  'Tomasz Nowak <tomasz@example.org>',
  'Aiko Mori <aiko@example.org>',
  'Lena Fischer <lena@example.org>',
  'Samuel Okoro <samuel@example.org>',
  'dependency-bot <bot@example.org>',
] as const;

export const BRANCHES = ['main', 'main', 'main', 'main', 'release/2.4', 'feature/fast-start'] as const;

interface Phrase {
  readonly message: string;
  readonly files: readonly string[];
}

export const CHANGES: Readonly<Record<string, readonly [Phrase, ...Phrase[]]>> = {
  aurora: [
    {
      message: 'Cache the shader permutations between frames',
      files: ['src/render/shader_cache.cpp', 'src/render/shader_cache.h'],
    },
    {
      message: 'Fix a race when a texture is evicted while it loads\n\nSeen once a day on the build farm.',
      files: ['src/io/texture_loader.cpp'],
    },
    {
      message: 'Replace the hand-written allocator by std::pmr',
      files: ['src/core/arena.cpp', 'src/core/arena.h', 'tests/arena_test.cpp'],
    },
    {
      message: 'Draw shadows of instanced meshes',
      files: ['src/render/shadow_pass.cpp', 'tests/golden/shadow_instanced.png'],
    },
    {
      message: 'Do not divide by zero in empty bounding boxes',
      files: ['src/math/bounds.cpp', 'tests/bounds_test.cpp'],
    },
    { message: 'Manual: explain the material graph', files: ['docs/materials.md', 'docs/images/material-graph.svg'] },
    { message: 'Update zlib to 1.3.2', files: ['third_party/zlib/VERSION'] },
    { message: 'Say which asset is missing, and who wanted it', files: ['src/io/assets.cpp'] },
    { message: 'Make the job queue fair', files: ['src/core/jobs.cpp', 'tests/jobs_test.cpp'] },
    { message: 'Tidy up the includes of the editor', files: ['src/editor/main.cpp', 'src/editor/panel.cpp'] },
  ],
  harbor: [
    { message: 'Keep a booking’s time zone', files: ['service/src/booking.ts', 'service/test/booking.test.ts'] },
    { message: 'Show free berths on the map', files: ['web/src/map/berths.tsx', 'web/src/map/berths.css'] },
    {
      message: 'Retry payments that time out\n\nThe provider answers late on Fridays.',
      files: ['service/src/payment.ts'],
    },
    { message: 'Bump vite from 8.2.1 to 8.3.8', files: ['web/package.json', 'package-lock.json'] },
    { message: 'Refuse bookings in the past', files: ['service/src/rules.ts', 'service/test/rules.test.ts'] },
    { message: 'Make the calendar usable by keyboard', files: ['web/src/calendar.tsx', 'web/test/calendar.test.tsx'] },
    {
      message: 'Send receipts in the guest’s language',
      files: ['service/src/mail/receipt.ts', 'service/src/mail/texts.json'],
    },
    { message: 'Index the harbours by region', files: ['service/migrations/0042_region.sql'] },
    { message: 'Remove the old login page', files: ['web/src/login-old.tsx'] },
  ],
};

/** Why builds are started without a change. */
export const NIGHTLY_REASON = 'nightly';
