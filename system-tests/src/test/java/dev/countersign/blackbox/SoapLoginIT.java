package dev.countersign.blackbox;

/** The login over SOAP. */
class SoapLoginIT extends LoginOnAFace {

    SoapLoginIT(Product product) {
        super(product, new SoapFace(product.backOffice()));
    }
}
