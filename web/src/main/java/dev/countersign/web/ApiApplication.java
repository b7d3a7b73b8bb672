package dev.countersign.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The REST interface of version 1. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                LoginResource.class,
                UserResource.class,
                UserFactorResource.class,
                JurisdictionResource.class,
                DeadLetterResource.class,
                KeyResource.class,
                CarrierResource.class,
                CarrierHelpResource.class,
                CarrierReceiptResource.class,
                NumberNetworkResource.class,
                SmsRangeResource.class,
                SmsTrafficResource.class,
                SoapClientResource.class,
                CardBatchResource.class,
                CardResource.class,
                AuditResource.class,
                OpenApiResource.class,
                TextResource.class,
                SettingsResource.class,
                CountryResource.class,
                LanguageResource.class,
                HistoryResource.class,
                DatabaseGate.class,
                OperatorFilter.class,
                MeResource.class,
                SessionResource.class,
                StopResource.class,
                ConfirmationResource.class,
                PasswordResource.class,
                ResetResource.class,
                ResetIssueResource.class,
                CurrentSessionResource.class,
                IntrospectionResource.class,
                SigningKeyResource.class,
                NumberResource.class,
                ActivationResource.class,
                AuthenticatorResource.class,
                DeviceResource.class,
                DeviceRuleResource.class,
                RenewalResource.class,
                PushKeyResource.class,
                PushResource.class,
                RequestResource.class,
                SeamlessResource.class,
                FactorResource.class,
                TotpResource.class,
                PasskeyResource.class,
                RecoveryCodeResource.class,
                GridCardResource.class,
                GridBatchResource.class,
                GridShippingResource.class,
                PlasticCardResource.class,
                PasscodeResource.class,
                OwnCardResource.class,
                CardShippingResource.class,
                CardOrderResource.class,
                CardChargeResource.class,
                OwnOrderResource.class,
                CardShareResource.class,
                CardComplianceResource.class,
                NotificationResource.class,
                LoginDiagnosisResource.class,
                ResynchronisationResource.class,
                SessionDiagnosisResource.class,
                DeviceDiagnosisResource.class,
                SignedInFilter.class,
                AskedFromFilter.class,
                RequestTiming.class,
                FaultMapper.class);
    }
}
