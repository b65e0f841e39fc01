import * as z from "zod/mini";

/** A product as Segment's e-commerce spec names its properties (https://segment.com/docs/connections/spec/ecommerce/v2/). */
export const productShape = {
  product_id: z.string(),
  sku: z.optional(z.string()),
  name: z.optional(z.string()),
  brand: z.optional(z.string()),
  category: z.optional(z.string()),
  variant: z.optional(z.string()),
  price: z.optional(z.number()),
  quantity: z.optional(z.number()),
  url: z.optional(z.string()),
  image_url: z.optional(z.string()),
};

/** The products of a cart or an order. */
export const productList = z.array(z.looseObject(productShape));
