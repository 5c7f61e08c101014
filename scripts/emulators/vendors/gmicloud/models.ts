/** `GET …/models` and `GET …/models/{id}`: the vendor's own place for schemas and prices (reference, sections 1 and 7). */
export const modelIds = ['gpt-image-2-generate', 'gpt-image-2-edit'] as const;

export function modelRecord(id: string): Readonly<Record<string, unknown>> | null {
  const model = modelIds.find((each) => each === id);
  if (model === undefined) return null;
  const parameters = model === 'gpt-image-2-edit' ? ['image', 'mask'] : ['output_format'];
  return {
    model,
    schema: { parameters: ['prompt', 'n', 'size', 'quality', ...parameters] },
    price: { unit: 'USD per image', low: [0.011, 0.016], medium: [0.042, 0.063], high: [0.167, 0.25] },
  };
}
