/** A cart with what carts can hold: a price with cents, more than one of a thing, a product without a page. */
export const cartExample = {
  traits: { first_name: "Mara" },
  event: {
    cart_id: "cart-4711",
    currency: "EUR",
    total: 201.9,
    products: [
      {
        product_id: "kestrel-32",
        name: "Kestrel 32 L backpack",
        variant: "Moss green",
        price: 129,
        quantity: 1,
        url: "https://shop.fernweh.example/kestrel-32",
        image_url: "https://images.fernweh.example/kestrel-32.jpg",
      },
      {
        product_id: "merino-socks",
        name: "Merino travel socks",
        price: 18,
        quantity: 2,
        url: "https://shop.fernweh.example/merino-socks",
        image_url: "https://images.fernweh.example/merino-socks.jpg",
      },
      {
        product_id: "atlas-bottle",
        name: "Atlas steel bottle",
        variant: "0.7 L",
        price: 36.9,
        quantity: 1,
        image_url: "https://images.fernweh.example/atlas-bottle.jpg",
      },
    ],
  },
};
