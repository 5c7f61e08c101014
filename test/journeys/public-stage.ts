import { raiseStage, type Stage, type StageOptions } from './stage.ts';

/** An address that exists nowhere: the vendor's emulator is told where it leads. */
export const publicUrl = 'https://retouch.example';

export interface PublicStage extends Stage {
  /** Where a public address really leads. */
  reach(address: string): string;
}

/** A bot that the world can reach: `PUBLIC_URL` is set. */
export async function raisePublicStage(options: StageOptions = {}): Promise<PublicStage> {
  let stage: Stage | null = null;
  const reach = (address: string) => address.replace(publicUrl, `http://127.0.0.1:${stage?.app.httpPort ?? 0}`);
  stage = await raiseStage({
    ...options,
    settings: { PUBLIC_URL: publicUrl, ...options.settings },
    upstream: { reach, ...options.upstream },
  });
  return Object.assign(stage, { reach });
}
