// Longer than 250 lines: one contract, whose cases share their adapter and are read as one list.

import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FailureCode } from '../../src/domain/failure.ts';
import { jobId, requestId, traceId } from '../../src/domain/ids.ts';
import type { MadePicture } from '../../src/domain/jobs/job.ts';
import type {
  CallContext,
  CheckOutcome,
  ImageProvider,
  ProviderRequest,
  SubmitOutcome,
} from '../../src/ports/image-provider.ts';
import { startOwnTime } from '../own-time.ts';

/** How an emulated vendor treats the next paid call; what each is on the wire is the adapter's to say. */
export type VendorMood =
  /** Its usual error answers. */
  | 'moderates'
  | 'is out of money'
  | 'refuses the key'
  | 'is busy'
  | 'dislikes a field'
  /** An error of its own body: it failed and says so. */
  | 'says it failed'
  /** A gateway's 502 without a body of the vendor's own. */
  | 'hides behind a gateway'
  /** The connection is cut, before or after the call was taken. */
  | 'cuts before taking'
  | 'cuts after taking'
  /** 200 with bytes that are no JSON; the call was taken. */
  | 'babbles'
  /** Takes the call and never answers. */
  | 'is silent'
  /** A success without any picture. */
  | 'makes nothing'
  /** The picture inside the answer (base64), or at an address. */
  | 'hands it over'
  | 'gives an address';

export interface OpenedProvider {
  readonly provider: ImageProvider;
  readonly token: string;
  /** The vendor's own id of a model. */
  readonly model: string;
  /** Where edits have another one. */
  readonly editModel?: string;
  /** How many pictures an edit may work on, if fewer than two. */
  readonly mostSources?: number;
  /** How many unfinished pictures calls ask for, where the answer streams. */
  readonly previews?: number;
  readonly vendor: {
    next(mood: VendorMood): void;
    /** Paid calls that arrived, whatever became of them. */
    readonly paidCalls: number;
    /** Calls that are still open at the vendor. */
    readonly open: number;
    /** Pictures that came with the last paid call, by SHA-256, in order. */
    readonly lastSources: readonly string[];
    /** Pictures made so far, as bytes. */
    made(): Promise<readonly Uint8Array[]>;
    goOffline(): Promise<void>;
    comeBack(): Promise<void>;
  };
  /** Empty directories of this test's own. */
  readonly scratch: string;
  /** Two pictures on disk, with their SHA-256. */
  readonly pictures: readonly { readonly path: string; readonly sha256: string }[];
  close(): Promise<void>;
}

/** What every image provider promises, whatever its vendor is like. */
export function describeImageProvider(name: string, open: () => Promise<OpenedProvider>): void {
  describe(`the image provider: ${name}`, () => {
    let opened: OpenedProvider;
    let ordinal = 0;
    let previews: MadePicture[] = [];
    beforeEach(async () => {
      previews = [];
      opened = await open();
    });
    afterEach(() => opened.close());

    const context = (signal = new AbortController().signal): CallContext => ({ signal, scratch: opened.scratch });
    const prompt = 'a very particular cat';

    function ask(changes: Partial<ProviderRequest> = {}): ProviderRequest {
      ordinal += 1;
      return {
        id: requestId(jobId('700'), ordinal),
        operation: 'generate',
        model: changes.operation === 'edit' ? (opened.editModel ?? opened.model) : opened.model,
        prompt,
        size: '1024x1024',
        quality: undefined,
        background: undefined,
        format: undefined,
        sources: [],
        traceId: traceId(`trace-${process.pid}-${ordinal}`),
        callbackUrl: undefined,
        previews: opened.previews,
        ...changes,
      };
    }

    function send(request: ProviderRequest, at = context()): Promise<SubmitOutcome> {
      const { provider } = opened;
      switch (provider.answers) {
        case 'polled':
          return provider.submit(request, at);
        case 'immediate':
          return provider.generate(request, at);
        case 'streamed':
          return provider.generate(request, { ...at, onPreview: (picture) => previews.push(picture) });
        default:
          return provider satisfies never;
      }
    }

    /** Sends, and where the vendor took it, asks until it has ended. */
    async function finish(request: ProviderRequest): Promise<SubmitOutcome | CheckOutcome> {
      const sent = await send(request);
      if (sent.kind !== 'accepted') return sent;
      for (;;) {
        const outcome = await opened.provider.check?.(sent.handle, request.id, context());
        if (outcome !== undefined && outcome.kind !== 'running') return outcome;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }

    test('a generation ends in one picture, for one paid call', async () => {
      const outcome = await finish(ask());
      expect(outcome).toMatchObject({ kind: 'made', pictures: [{}] });
      expect(opened.vendor.paidCalls).toBe(1);
      expect(opened.vendor.lastSources).toEqual([]);
    });

    test('an edit hands over its pictures byte for byte and in order', async () => {
      const pictures = opened.pictures.slice(0, opened.mostSources);
      const sources = pictures.map(({ path }, index) => ({
        path,
        address: null,
        filename: `${index}.png`,
        type: 'image/png' as const,
      }));
      expect(await finish(ask({ operation: 'edit', sources }))).toMatchObject({ kind: 'made' });
      expect(opened.vendor.lastSources).toEqual(pictures.map(({ sha256 }) => sha256));
      expect(await finish(ask({ operation: 'edit', sources: sources.slice(0, 1) }))).toMatchObject({ kind: 'made' });
      expect(opened.vendor.lastSources).toEqual(pictures.slice(0, 1).map(({ sha256 }) => sha256));
    });

    test('a picture inside the answer becomes a whole file of the scratch directory, and nothing else does', async () => {
      opened.vendor.next('hands it over');
      const outcome = await finish(ask());
      const [picture] = outcome.kind === 'made' ? outcome.pictures : [];
      const path = picture?.kind === 'file' ? picture.path : '';
      const [made] = await opened.vendor.made();
      expect(Buffer.compare(await readFile(path), made ?? Buffer.alloc(0))).toBe(0);
      // A preview is whoever's it was handed to.
      for (const preview of previews) if (preview.kind === 'file') await rm(preview.path);
      expect((await readdir(opened.scratch)).map((each) => join(opened.scratch, each))).toEqual([path]);
    });

    test('previews come before the end, each a whole file of its own, and none after it', async ({ skip }) => {
      if ((opened.previews ?? 0) === 0) return skip('nothing is streamed here');
      const outcome = await finish(ask());
      const files = previews.map((each) => (each.kind === 'file' ? each.path : ''));
      expect(new Set(files).size).toBe(opened.previews);
      for (const file of files) expect((await readFile(file)).length).toBeGreaterThan(0);
      const [picture] = outcome.kind === 'made' ? outcome.pictures : [];
      expect(files).not.toContain(picture?.kind === 'file' ? picture.path : '');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(previews).toHaveLength(files.length);
    });

    const refusals: readonly (readonly [VendorMood, FailureCode])[] = [
      ['moderates', 'moderated'],
      ['is out of money', 'out_of_balance'],
      ['refuses the key', 'key_refused'],
      ['is busy', 'rate_limited'],
      ['dislikes a field', 'bad_request'],
      ['says it failed', 'provider_failed'],
      ['makes nothing', 'no_image'],
    ];
    for (const [mood, code] of refusals) {
      test(`a vendor that ${mood}: ${code}, and the call is not repeated`, async () => {
        opened.vendor.next(mood);
        const outcome = await finish(ask());
        expect(outcome).toMatchObject({ kind: 'failed', failure: { code } });
        expect(opened.vendor.paidCalls).toBe(1);
        expect(JSON.stringify(outcome)).not.toContain(prompt);
        expect(JSON.stringify(outcome)).not.toContain(opened.token);
      });
    }

    const doubts: readonly VendorMood[] = [
      'hides behind a gateway',
      'cuts before taking',
      'cuts after taking',
      'babbles',
    ];
    for (const mood of doubts) {
      test(`a vendor that ${mood}: nobody can say, and the call is not repeated`, async () => {
        opened.vendor.next(mood);
        const outcome = await send(ask());
        expect(outcome).toMatchObject({ kind: 'unknown', failure: { code: 'outcome_unknown' } });
        expect(opened.vendor.paidCalls).toBe(1);
      });
    }

    test('a vendor that cannot be reached was sent nothing', async () => {
      await opened.vendor.goOffline();
      expect(await send(ask())).toMatchObject({ kind: 'failed', failure: { code: 'unreachable' } });
      await opened.vendor.comeBack();
      expect(opened.vendor.paidCalls).toBe(0);
    });

    test('aborting is prompt and leaves no call open', async () => {
      opened.vendor.next('is silent');
      const controller = new AbortController();
      const waiting = send(ask(), context(controller.signal));
      await expect.poll(() => opened.vendor.paidCalls).toBe(1);
      using time = startOwnTime();
      controller.abort();
      const outcome = await waiting;
      expect(time.ms()).toBeLessThan(500);
      expect(outcome.kind).toBe('unknown');
      await expect.poll(() => opened.vendor.open).toBe(0);
    });

    test('aborted before anything was sent: nothing is', async () => {
      const outcome = await send(ask(), context(AbortSignal.abort()));
      expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'unreachable' } });
      expect(opened.vendor.paidCalls).toBe(0);
    });

    test('a call whose answer was lost is found by the trace id we chose', async ({ skip }) => {
      const { provider } = opened;
      if (provider.find === undefined) return skip('this vendor cannot be asked by our id');
      if (provider.answers !== 'polled') skip('nobody promises a record of a call that is held open');
      opened.vendor.next('cuts after taking');
      const request = ask();
      await send(request);
      const find = provider.find;
      await expect.poll(async () => (await find(request.traceId, request.id, context())).kind).toBe('made');
      expect(opened.vendor.paidCalls).toBe(1);
    });

    test('a trace id that nobody knows is absent; a vendor that is down cannot say', async ({ skip }) => {
      const { provider } = opened;
      if (provider.find === undefined) return skip('this vendor cannot be asked by our id');
      const { id } = ask();
      expect(await provider.find(traceId('nobody'), id, context())).toEqual({ kind: 'absent' });
      await opened.vendor.goOffline();
      expect(await provider.find(traceId('nobody'), id, context())).toMatchObject({ kind: 'unanswered' });
      await opened.vendor.comeBack();
    });

    test('however often asking fails, the paid call is made once', async ({ skip }) => {
      const { provider } = opened;
      if (provider.answers !== 'polled') return skip('nothing is asked about');
      const request = ask();
      const sent = await provider.submit(request, context());
      const handle = sent.kind === 'accepted' ? sent.handle : '';
      await opened.vendor.goOffline();
      for (let each = 0; each < 5; each += 1) {
        expect(await provider.check(handle, request.id, context())).toMatchObject({ kind: 'unanswered' });
      }
      await opened.vendor.comeBack();
      await expect.poll(async () => (await provider.check(handle, request.id, context())).kind).toBe('made');
      // Asked again, it says the same again.
      expect((await provider.check(handle, request.id, context())).kind).toBe('made');
      expect(opened.vendor.paidCalls).toBe(1);
    });

    test('several calls are asked about at once, each answered in its place', async ({ skip }) => {
      const { provider } = opened;
      if (provider.answers !== 'polled') return skip('nothing is asked about');
      const { checkMany } = provider;
      if (checkMany === undefined) return skip('this vendor is asked one by one');
      const handles: { handle: string; id: ProviderRequest['id'] }[] = [];
      for (let each = 0; each < 14; each += 1) {
        if (each === 5) opened.vendor.next('makes nothing');
        const request = ask();
        const sent = await provider.submit(request, context());
        handles.push({ handle: sent.kind === 'accepted' ? sent.handle : '', id: request.id });
      }
      const kinds = async () => (await checkMany(handles, context())).map(({ kind }) => kind);
      const expected = handles.map((_, index) => (index === 5 ? 'failed' : 'made'));
      await expect.poll(kinds).toEqual(expected);
      expect(opened.vendor.paidCalls).toBe(14);
    });

    test('larger pictures are waited for at least as long', () => {
      const { provider } = opened;
      expect(provider.deadlineMs(null)).toBeGreaterThanOrEqual(60_000);
      expect(provider.deadlineMs({ width: 3840, height: 2160 })).toBeGreaterThanOrEqual(
        provider.deadlineMs({ width: 1024, height: 1024 }),
      );
    });
  });
}
