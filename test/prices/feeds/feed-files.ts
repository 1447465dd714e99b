/** Small files in the shape of the feeds beside the registry, with made-up content. */

/** A region's file of the AWS price list: price and unit by usage type. */
export function awsText(usage: Readonly<Record<string, readonly [usd: string, unit: string]>>): string {
  const skus = Object.entries(usage).map(([usagetype, [usd, unit]], index) => ({
    sku: `SKU${index}`,
    usagetype,
    usd,
    unit,
  }));
  return JSON.stringify({
    products: Object.fromEntries(skus.map(({ sku, usagetype }) => [sku, { attributes: { usagetype } }])),
    terms: {
      OnDemand: Object.fromEntries(
        skus.map(({ sku, usd, unit }) => [
          sku,
          { [`${sku}.T`]: { priceDimensions: { [`${sku}.T.D`]: { unit, pricePerUnit: { USD: usd } } } } },
        ]),
      ),
    },
  });
}

/** A page of the Azure Retail Prices API: price and unit by meter. */
export function azurePage(
  meters: Readonly<Record<string, readonly [usd: number, unit: string]>>,
  next: string | null = null,
): string {
  const items = Object.entries(meters).map(([meterName, [retailPrice, unitOfMeasure]]) => ({
    currencyCode: 'USD',
    meterName,
    retailPrice,
    unitOfMeasure,
  }));
  return JSON.stringify({ Items: items, NextPageLink: next });
}

/** USD per 1M tokens of one model. */
interface Amounts {
  readonly input?: string;
  readonly output?: string;
  readonly training?: string;
}

/** One file of Portkey's price list; amounts as in the others, which stand there in cents a token. */
export function portkeyText(models: Readonly<Record<string, Amounts>>): string {
  const price = (amount: string | undefined) =>
    amount === undefined ? '{"price": 0}' : `{"price": ${amount}e-4}`;
  const entries = Object.entries(models).map(
    ([model, { input, output, training }]) => `${JSON.stringify(model)}: {"pricing_config": {
      "pay_as_you_go": {"request_token": ${price(input)}, "response_token": ${price(output)}},
      "finetune_config": {"pay_per_token": ${price(training)}}
    }}`,
  );
  return `{${entries.join(',')}}`;
}

/** models.dev with one seller. */
export function modelsDevText(provider: string, models: Readonly<Record<string, Amounts>>): string {
  const entries = Object.entries(models).map(
    ([model, { input, output }]) =>
      `${JSON.stringify(model)}: {"cost": {"input": ${input ?? 0}, "output": ${output ?? 0}}}`,
  );
  return `{${JSON.stringify(provider)}: {"models": {${entries.join(',')}}}}`;
}
