<?php
// The functions of WordPress that the plugin calls, as far as it needs them: what they were told is printed as JSON.

define( 'ABSPATH', '/' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );

$story = json_decode( stream_get_contents( STDIN ), true );
$told  = array( 'fetched' => array(), 'scripts' => array(), 'blocks' => array(), 'shown' => array() );
$kept  = $story['transients'] ?? array();
$hooks = array();
$codes = array();

function add_shortcode( $name, $show ) { $GLOBALS['codes'][ $name ] = $show; }
function add_action( $hook, $do ) { $GLOBALS['hooks'][ $hook ][] = $do; }
function register_uninstall_hook( $file, $do ) { $GLOBALS['hooks']['uninstall'][] = $do; }
function get_locale() { return $GLOBALS['story']['locale'] ?? 'fr_FR'; }
function shortcode_atts( $pairs, $given ) { return array_merge( $pairs, array_intersect_key( $given, $pairs ) ); }
function get_option( $name, $default ) { return $GLOBALS['story']['options'] ?? $default; }
function delete_option( $name ) { $GLOBALS['told']['deleted'] = $name; }
function get_transient( $key ) { return $GLOBALS['kept'][ $key ] ?? false; }
function set_transient( $key, $value, $for ) { $GLOBALS['kept'][ $key ] = $value; }
function esc_html( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_url( $address ) { return htmlspecialchars( preg_match( '#^https?://#', $address ) ? $address : '', ENT_QUOTES ); }
function sanitize_text_field( $text ) { return trim( preg_replace( '/\s+/', ' ', strip_tags( $text ) ) ); }
function wp_kses( $html, $allowed, $protocols ) { return strip_tags( $html, array_keys( $allowed ) ); }
function wp_json_encode( $value ) { return json_encode( $value ); }
function wp_register_script( $name ) {}
function wp_add_inline_script( $name, $text ) { $GLOBALS['told']['editor'] = $text; }
function wp_enqueue_script( $name, $address, $needs, $version ) { $GLOBALS['told']['scripts'][] = array( $address, $version ); }
function register_block_type( $name, $block ) { $GLOBALS['told']['blocks'][ $name ] = $block; }
function get_block_wrapper_attributes() { return 'class="wp-block"'; }
function register_setting( $group, $name, $how ) { $GLOBALS['told']['setting'] = array( $group, $name, $how['sanitize_callback'] ); }
function add_options_page( $title, $menu, $right, $slug, $show ) { $GLOBALS['told']['page'] = array( $right, $slug, $show ); }
function settings_fields( $group ) { echo '<input type="hidden" name="option_page" value="' . $group . '">'; }
function submit_button() { echo '<button>OK</button>'; }
function wp_remote_get( $address, $how ) {
	$GLOBALS['told']['fetched'][] = array( $address, $how );
	return $GLOBALS['story']['answer'] ?? array( 'status' => 0, 'body' => '' );
}
function wp_remote_retrieve_response_code( $answer ) { return $answer['status']; }
function wp_remote_retrieve_body( $answer ) { return $answer['body']; }

require $argv[1];

foreach ( array( 'init', 'admin_init', 'admin_menu' ) as $hook ) {
	foreach ( $hooks[ $hook ] as $do ) {
		$do();
	}
}
foreach ( $story['show'] ?? array() as list( $kind, $name, $attributes ) ) {
	$show            = 'block' === $kind ? $told['blocks'][ $name ]['render_callback'] : $codes[ $name ];
	$told['shown'][] = $show( $attributes );
}
if ( isset( $story['save'] ) ) {
	$told['saved'] = $told['setting'][2]( $story['save'] );
}
ob_start();
$told['page'][2]();
$told['settings'] = ob_get_clean();
$hooks['uninstall'][0]();
foreach ( $told['blocks'] as $name => $block ) {
	unset( $block['render_callback'] );
	$told['blocks'][ $name ] = $block;
}
$told['transients'] = $kept;
echo json_encode( $told, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
