import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/domain/failure.ts';
import { failureOf, taskFailureOf, type VendorError } from '../../../src/providers/http/upstream-failure.ts';

const failure = (status: number, error: VendorError | null) =>
  failureOf({ error, head: { status, header: () => undefined } });
const codeOf = (status: number, error: VendorError) => failure(status, error).code;

/** What relays write, without a code of its own. */
const moderated: readonly (readonly [string, string])[] = [
  ['Chinese', '您的请求包含敏感词，请修改后重试'],
  ['Chinese', '内容审核未通过'],
  ['Chinese', '图片生成失败：提示词违反了内容政策'],
  ['Chinese', '生成的图片可能包含违规内容，已被安全系统拦截'],
  ['Chinese', '输入内容涉嫌色情'],
  ['Chinese', '内容由于合规问题已被阻止生成：內容不合規'],
  ['traditional Chinese', '您的提示詞違反使用政策'],
  ['traditional Chinese', '內容審核未通過'],
  ['Russian', 'Запрос отклонён системой модерации'],
  ['Russian', 'Обнаружен недопустимый контент в запросе'],
  ['Russian', 'Запрос нарушает политику использования'],
  ['Ukrainian', 'Заборонений вміст'],
  ['Japanese', 'コンテンツポリシーに違反しているため生成できません'],
  ['Japanese', '不適切な内容が含まれています'],
  ['Japanese', '利用規約に違反する可能性があります'],
  ['Korean', '콘텐츠 정책을 위반한 요청입니다'],
  ['Korean', '부적절한 내용이 포함되어 있습니다'],
  ['Spanish', 'La solicitud infringe nuestras políticas de contenido'],
  ['Spanish', 'Bloqueado por la moderación'],
  ['Portuguese', 'O pedido contém conteúdo impróprio'],
  ['Portuguese', 'Bloqueado pela moderação de conteúdo'],
  ['Italian', 'Contenuto inappropriato'],
  ['French', 'Refusé par la modération'],
  ['French', 'Contraire à la politique de contenu'],
  ['German', 'Verstößt gegen die Inhaltsrichtlinien'],
  ['German', 'Unangemessener Inhalt'],
  ['Vietnamese', 'Nội dung nhạy cảm bị từ chối'],
  ['Turkish', 'İstek uygunsuz içerik barındırıyor'],
  ['Indonesian', 'Melanggar kebijakan konten'],
  ['Arabic', 'الطلب يخالف سياسة المحتوى'],
  ['Chinese', '图片可能包含未成年人'],
  ['Spanish', 'El contenido viola nuestras políticas'],
  ['Portuguese', 'O pedido viola as nossas diretrizes'],
  ['Italian', 'La richiesta è stata rifiutata dal nostro sistema di sicurezza'],
  ['Italian', 'Il prompt viola le nostre norme'],
  ['French', 'Votre demande a été rejetée par notre système de sécurité'],
  ['French', 'Cette image enfreint nos règles'],
  ['Vietnamese', 'Yêu cầu bị từ chối bởi hệ thống an toàn'],
  ['Turkish', 'İsteğiniz güvenlik sistemimiz tarafından reddedildi'],
  ['Indonesian', 'Permintaan ditolak oleh sistem keamanan kami'],
  ['Arabic', 'تم رفض طلبك من قبل نظام الأمان'],
  ['Polish', 'Żądanie odrzucone przez system bezpieczeństwa'],
  ['Polish', 'Treść narusza zasady użytkowania'],
  ['Thai', 'คำขอถูกปฏิเสธโดยระบบความปลอดภัย'],
  ['English', 'The image may violate our guardrails'],
  ['English', 'The generated image violates our content guidelines'],
  ['English', 'Sensitive words detected'],
  ['full-width letters', 'ＮＳＦＷ detected'],
];

const broke: readonly (readonly [string, string])[] = [
  ['Chinese', '用户额度不足, 剩余额度: ¥-0.013362'],
  ['Chinese', '账户余额不足，请充值'],
  ['Chinese, with rules', '余额不足，充值前请阅读使用政策与内容安全规范'],
  ['Chinese', '该令牌额度已用尽'],
  ['Chinese', '账户已欠费'],
  ['Chinese', '积分不足'],
  ['traditional Chinese', '帳戶餘額不足'],
  ['Russian', 'Недостаточно средств на балансе, пополните счёт'],
  ['Japanese', '残高が不足しています'],
  ['Japanese', 'クレジットが不足しています'],
  ['Korean', '잔액이 부족합니다'],
  ['Korean', '크레딧이 부족합니다. 충전해 주세요'],
  ['Spanish', 'Saldo insuficiente'],
  ['Portuguese', 'Créditos insuficientes'],
  ['French', 'Solde insuffisant'],
  ['German', 'Ihr Guthaben ist aufgebraucht'],
  ['Vietnamese', 'Số dư không đủ'],
  ['English', 'You are out of credits'],
];

const asRelaysDo: readonly ((message: string) => VendorError)[] = [
  (message) => ({ message }),
  (message) => ({ message, type: 'new_api_error' }),
  (message) => ({ message, type: 'invalid_request_error' }),
  (message) => ({ message, code: 'channel:image_generation_failed', type: 'channel_error' }),
];

describe('a refusal without a code that we know', () => {
  test.each(moderated)('%s: “%s” is moderation', (_, message) => {
    for (const spell of asRelaysDo) expect(codeOf(400, spell(message))).toBe('moderated');
    expect(codeOf(403, { message })).toBe('moderated');
    expect(taskFailureOf({ message }).code).toBe('moderated');
    for (const code of ['bad_request', 'api_error', 'task_failed']) {
      expect(codeOf(400, { code, message })).toBe('moderated');
    }
  });

  test.each(broke)('%s: “%s” is our balance, and nobody’s decency', (_, message) => {
    for (const spell of asRelaysDo) {
      for (const status of [400, 403, 429]) expect(codeOf(status, spell(message))).toBe('out_of_balance');
    }
    expect(taskFailureOf({ message }).code).toBe('out_of_balance');
    for (const code of ['bad_request', 'api_error', 'task_failed']) {
      expect(codeOf(400, { code, message })).not.toBe('moderated');
    }
  });

  test.each([
    ['该账号已被封禁，违反使用政策', 'key_refused'],
    ['Your account has been suspended for violating our usage policy', 'key_refused'],
    ['当前分组上游负载已饱和，请稍后再试', 'rate_limited'],
  ])('“%s” is %s', (message, code) => {
    expect(codeOf(429, { message })).toBe(code);
  });

  test.each([
    '请求参数错误',
    '模型名称大小写敏感',
    '安全验证失败，请重新登录',
    'Ошибка сервера',
    '不明なエラー',
    '잘못된 요청',
    'algo salió mal',
  ])('“%s” is a refusal that we cannot read, and is said to be one', (message) => {
    for (const spell of asRelaysDo) {
      expect(failure(400, spell(message))).toMatchObject({ code: 'bad_request', reason: 'unexplained' });
    }
  });

  test('what names the field, or is a code that we know, is explained', () => {
    for (const error of [{ code: 'invalid_value', message: '?' }, { param: 'n' }, { code: 'bad_request' }]) {
      expect(failure(400, error)).toMatchObject({ code: 'bad_request', reason: 'vendor' });
    }
    expect(failure(400, null)).toMatchObject({ code: 'bad_request', reason: 'unexplained' });
  });
});

describe('a code that we do not know, but for what it is made of', () => {
  const names: readonly (readonly [string, FailureCode])[] = [
    ['sensitive_words_detected', 'moderated'],
    ['InputImageSensitiveContentDetected', 'moderated'],
    ['OutputImageSensitiveContentDetected.PolicyViolation', 'moderated'],
    ['DataInspectionFailed', 'moderated'],
    ['data_inspection_failed', 'moderated'],
    ['content_filter', 'moderated'],
    ['ResponsibleAIPolicyViolation', 'moderated'],
    ['IMAGE_SAFETY', 'moderated'],
    ['PROHIBITED_CONTENT', 'moderated'],
    ['PUBLIC_ERROR_UNSAFE_GENERATION', 'moderated'],
    ['prompt_blocked', 'moderated'],
    ['insufficient_user_quota', 'out_of_balance'],
    ['pre_consume_token_quota_failed', 'out_of_balance'],
    ['InsufficientBalance', 'out_of_balance'],
    ['Arrearage', 'out_of_balance'],
    ['AccountOverdueError', 'out_of_balance'],
    ['case_sensitive', 'bad_request'],
    ['brand_new_code', 'bad_request'],
  ];
  test.each(names)('%s is %s', (name, code) => {
    expect(codeOf(400, { code: name, message: '未知错误' })).toBe(code);
    expect(codeOf(400, { type: name })).toBe(code);
  });

  test('outranks the words beside it', () => {
    expect(codeOf(400, { code: 'insufficient_user_quota', message: '内容审核' })).toBe('out_of_balance');
    expect(codeOf(400, { code: 'sensitive_words_detected', message: '余额' })).toBe('moderated');
    // What a member wrote may be repeated: it is no news about our account.
    expect(codeOf(403, { code: 'forbidden', message: 'refused: a poster that says insufficient balance' })).toBe(
      'moderated',
    );
  });
});
