package io.farthing.application.port.out;

/** Every contract of a storage: what an adapter that stores all adopts. */
public interface StoresContract
        extends UnitOfWorkContract,
                AppStoreContract,
                UserStoreContract,
                TokenStoreContract,
                ActivationStoreContract,
                AuthorizationStoreContract,
                WalletStoreContract,
                PaymentStoreContract,
                PaymentListsContract,
                PaymentConcurrencyContract,
                PendingPaymentStoreContract,
                PaymentConclusionContract,
                ResolutionStoreContract,
                OutsideConsentStoreContract,
                LeaseStoreContract,
                JournalStoreContract,
                EventOutboxContract {}
