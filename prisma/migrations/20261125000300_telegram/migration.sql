-- One Telegram account for one customer, both ways.
CREATE TABLE "telegram_links" (
    "user_id" INTEGER NOT NULL,
    "tg_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blocked_at" TIMESTAMPTZ(3),
    "tickets" BOOLEAN NOT NULL DEFAULT true,
    "reminders" BOOLEAN NOT NULL DEFAULT true,
    "changes" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "telegram_links_pkey" PRIMARY KEY ("user_id")
);
CREATE UNIQUE INDEX "telegram_links_tg_id_key" ON "telegram_links"("tg_id");
ALTER TABLE "telegram_links" ADD CONSTRAINT "telegram_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Codes in links to the bot; kept as a hash only.
CREATE TABLE "telegram_codes" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "telegram_codes_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "telegram_codes_code_hash_key" ON "telegram_codes"("code_hash");
CREATE INDEX "telegram_codes_user_id_idx" ON "telegram_codes"("user_id");
ALTER TABLE "telegram_codes" ADD CONSTRAINT "telegram_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Messages to be sent, as the letters in "mails".
CREATE TABLE "telegram_messages" (
    "key" TEXT NOT NULL,
    "order_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "parts_sent" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "telegram_messages_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "telegram_messages_order_id_idx" ON "telegram_messages"("order_id");
ALTER TABLE "telegram_messages" ADD CONSTRAINT "telegram_messages_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A customer is reminded of an order's show once.
ALTER TABLE "orders" ADD COLUMN "reminded_at" TIMESTAMPTZ(3);
