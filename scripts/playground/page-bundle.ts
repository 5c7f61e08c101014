import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** The page's script in one piece, made in memory: TypeScript, lit and the Discord-like components. */
export async function bundlePage(): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('page/main.ts', import.meta.url)),
    platform: 'browser',
    treeshake: { moduleSideEffects: true },
    logLevel: 'warn',
  });
  try {
    const { output } = await bundle.generate({ format: 'esm', codeSplitting: false, sourcemap: 'inline' });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
