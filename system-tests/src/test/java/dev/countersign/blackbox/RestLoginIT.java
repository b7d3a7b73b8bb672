package dev.countersign.blackbox;

/** The login over REST. */
class RestLoginIT extends LoginOnAFace {

    RestLoginIT(Product product) {
        super(product, new RestFace(product.portal()));
    }
}
