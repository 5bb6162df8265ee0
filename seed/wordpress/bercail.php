<?php
/**
 * Plugin Name: Bercail
 * Description: Montre une liste d’hébergeurs éthiques, ou les questions qui mènent à un hébergeur, par un bloc ou par [bercail usage="…" territoire="…"] et [bercail_besoin]. Shows a list of ethical hosts, or the questions that lead to one.
 * Version: 1.1.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 *
 * Bercail itself is under the AGPL. This file runs inside WordPress, which is under the GPL, version 2 or later, so it
 * is too: networks may change it and pass it on with the rest of their site.
 *
 * The list is fetched by this server, which waits three seconds at most, and kept for an hour. While the service is
 * away the last list stays: it says itself of which day it is. Nothing of visitors, nor the name of this site, is sent.
 * The questions are in a frame: the browsers of those who see them ask the service for it, which sets no cookie and keeps
 * nothing of what they answer.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** The service; wp-config.php may name another one. */
defined( 'BERCAIL_ADDRESS' ) || define( 'BERCAIL_ADDRESS', 'https://bercail.invalid' );

const BERCAIL_VERSION = '1.1.0';
const BERCAIL_OPTION  = 'bercail_defaults';

/** The settings of both blocks; empty: what this site chose for all its pages. */
const BERCAIL_SETTINGS = array(
	'usage'      => '',
	'territoire' => '',
	'reseau'     => '',
	'hebergeurs' => '',
	'convient'   => '',
	'montre'     => '',
	'couleur'    => '',
	'theme'      => '',
	'langue'     => '',
);

/** Settings that mean nothing for a block: its colours are those of the page, or its parts are always the same. */
const BERCAIL_LEFT_OUT = array(
	'bercail'        => array( 'couleur', 'theme' ),
	'bercail_besoin' => array( 'convient', 'montre' ),
);

/** A text in the language of this site. */
function bercail_say( $fr, $en ) {
	return 0 === strpos( get_locale(), 'en' ) ? $en : $fr;
}

/** The name of each setting, what may be written there or its choices where there are few, and what it does. */
function bercail_fields() {
	$written = bercail_say( 'La page « Composer ces réglages sur Bercail » donne le mot à écrire.', 'The page “Compose these settings on Bercail” gives the word to write.' );
	return array(
		'usage'      => array( bercail_say( 'Pour quel usage', 'For which usage' ), 'email-hosting', bercail_say( 'Vide : tous les usages. ', 'Empty: every usage. ' ) . $written ),
		'territoire' => array(
			bercail_say( 'Pour quels lieux', 'For which places' ),
			'departement:23, region:75',
			bercail_say( 'Un département par son numéro, une région par son code, séparés par des virgules. Vide : partout.', 'A département by its number, a région by its code, separated by commas. Empty: everywhere.' ),
		),
		'reseau'     => array( bercail_say( 'De quel réseau', 'Of which network' ), 'chatons', bercail_say( 'Vide : tous les réseaux. ', 'Empty: every network. ' ) . $written ),
		'hebergeurs' => array(
			bercail_say( 'Quels hébergeurs de ce réseau', 'Which hosts of this network' ),
			array(
				'membres'   => bercail_say( 'Ses membres', 'Its members' ),
				'selection' => bercail_say( 'Sa propre liste', 'Its own list' ),
				'tous'      => bercail_say( 'Tous, avec ses règles', 'All, under its rules' ),
			),
			bercail_say( 'Compte seulement avec un réseau.', 'Counts with a network only.' ),
		),
		'convient'   => array(
			bercail_say( 'Seulement ce qui semble convenir', 'Only what seems to fit' ),
			array(
				'oui' => bercail_say( 'Oui', 'Yes' ),
				'non' => bercail_say( 'Non', 'No' ),
			),
			bercail_say( 'Compte seulement pour une liste avec un usage.', 'Counts for a list with a usage only.' ),
		),
		'montre'     => array(
			bercail_say( 'Ce que la liste dit de chaque hébergeur', 'What the list tells of each host' ),
			'price, usages, contact, place, networks, needs',
			bercail_say( 'price : le prix ; usages : ce qu’il propose ; contact : où lui écrire ; place : sa ville ; networks : ses réseaux ; needs : le lien « Dire mes besoins ». Vide : ce qui va avec la liste.', 'price; usages: what it offers; contact: where to write; place: its town; networks; needs: the link “Tell my needs”. Empty: what goes with the list.' ),
		),
		'couleur'    => array( bercail_say( 'Couleur des questions', 'Colour of the questions' ), '#0b4f6c', bercail_say( 'Une liste prend les couleurs de votre thème.', 'A list takes the colours of your theme.' ) ),
		'theme'      => array(
			bercail_say( 'Fond des questions', 'Ground of the questions' ),
			array(
				'clair'  => bercail_say( 'Toujours clair', 'Always light' ),
				'sombre' => bercail_say( 'Toujours sombre', 'Always dark' ),
			),
			bercail_say( 'Sans choix : selon l’appareil du visiteur.', 'Without a choice: as the machine of the visitor says.' ),
		),
		'langue'     => array(
			bercail_say( 'Langue', 'Language' ),
			array(
				'fr' => 'Français',
				'en' => 'English',
			),
			bercail_say( 'Sans choix : celle de ce site.', 'Without a choice: that of this site.' ),
		),
	);
}

/** What a page asks for, completed by what this site chose; a dash asks for nothing. */
function bercail_settings( $given, $shortcode ) {
	$given    = array_map( 'strval', shortcode_atts( BERCAIL_SETTINGS, (array) $given, $shortcode ) );
	$defaults = array_merge( BERCAIL_SETTINGS, (array) get_option( BERCAIL_OPTION, array() ) );
	$settings = array();
	foreach ( BERCAIL_SETTINGS as $name => $nothing ) {
		$asked             = trim( $given[ $name ] );
		$value             = '' === $asked ? trim( (string) $defaults[ $name ] ) : $asked;
		$settings[ $name ] = '-' === $value || in_array( $name, BERCAIL_LEFT_OUT[ $shortcode ], true ) ? '' : $value;
	}
	if ( '' === $settings['langue'] ) {
		$settings['langue'] = bercail_say( 'fr', 'en' );
	}
	return $settings;
}

/** The same settings as the service names them; empty ones are left out. */
function bercail_asked( $settings ) {
	$scopes = array( 'membres' => 'members', 'selection' => 'selection', 'tous' => 'everybody' );
	$themes = array( 'clair' => 'light', 'sombre' => 'dark' );
	$scope  = strtolower( $settings['hebergeurs'] );
	$theme  = strtolower( $settings['theme'] );
	$asked  = array(
		'usage'      => $settings['usage'],
		'territory'  => str_replace( ' ', '', $settings['territoire'] ),
		'federation' => $settings['reseau'],
		'onlyFrom'   => isset( $scopes[ $scope ] ) ? $scopes[ $scope ] : '',
		'state'      => 'oui' === strtolower( $settings['convient'] ) ? 'fits' : '',
		'show'       => str_replace( ' ', '', $settings['montre'] ),
		'accent'     => ltrim( $settings['couleur'], '#' ),
		'theme'      => isset( $themes[ $theme ] ) ? $themes[ $theme ] : '',
		'lang'       => $settings['langue'],
	);
	return array_filter( $asked, 'strlen' );
}

/** An address of the service: `search` or `match` as a page of its own, `fragment` as a part of one. */
function bercail_address( $kind, $settings ) {
	return BERCAIL_ADDRESS . '/embed/' . $kind . '?' . http_build_query( bercail_asked( $settings ) );
}

/** What stands where nothing else can: a link to the page on the service. */
function bercail_link( $kind, $settings ) {
	$texts = array(
		'search' => array( 'La liste des hébergeurs, sur Bercail', 'The list of hosts, on Bercail' ),
		'match'  => array( 'Trouver un hébergeur, sur Bercail', 'Find a host, on Bercail' ),
	);
	$text  = $texts[ $kind ][ 'en' === $settings['langue'] ? 1 : 0 ];
	return '<a href="' . esc_url( bercail_address( $kind, $settings ) ) . '">' . esc_html( $text ) . '</a>';
}

/** Only what our lists are made of, whatever was answered. */
function bercail_clean( $html ) {
	$class = array( 'class' => true );
	return wp_kses(
		$html,
		array(
			'section' => array( 'class' => true, 'lang' => true, 'aria-label' => true ),
			'a'       => array( 'href' => true, 'rel' => true, 'target' => true, 'class' => true ),
			'ul'      => $class,
			'li'      => $class,
			'p'       => $class,
			'div'     => $class,
			'span'    => array( 'class' => true, 'lang' => true ),
			'details' => $class,
			'summary' => $class,
		),
		array( 'https', 'http', 'mailto' )
	);
}

/** The list that the service answers now, or null. */
function bercail_fetch( $address ) {
	$answer = wp_remote_get(
		$address,
		array(
			'timeout'             => 3,
			'redirection'         => 0,
			'limit_response_size' => 300000,
			'user-agent'          => 'bercail-wordpress/' . BERCAIL_VERSION,
			'headers'             => array( 'Accept' => 'text/html' ),
		)
	);
	$html = 200 === wp_remote_retrieve_response_code( $answer ) ? wp_remote_retrieve_body( $answer ) : '';
	// Whole, and a list of ours: not the page of a proxy, nor half of an answer.
	$is_ours = 0 === strpos( $html, '<section class="bercail"' ) && '</section>' === substr( $html, -10 );
	return $is_ours ? bercail_clean( $html ) : null;
}

/** The list for these settings: the kept one for an hour, then a new one; the kept one again when there is none. */
function bercail_list( $given ) {
	$settings = bercail_settings( $given, 'bercail' );
	$address  = bercail_address( 'fragment', $settings );
	$key      = 'bercail_' . md5( $address );
	$kept     = get_transient( $key );
	$kept     = is_array( $kept ) ? $kept : array( 'html' => null, 'next' => 0 );
	if ( time() >= $kept['next'] ) {
		// Others who come meanwhile do not wait too; after a failure, five minutes pass until the next attempt.
		$kept['next'] = time() + 5 * MINUTE_IN_SECONDS;
		set_transient( $key, $kept, 30 * DAY_IN_SECONDS );
		$html = bercail_fetch( $address );
		if ( null !== $html ) {
			$kept = array( 'html' => $html, 'next' => time() + HOUR_IN_SECONDS );
			set_transient( $key, $kept, 30 * DAY_IN_SECONDS );
		}
	}
	return null !== $kept['html'] ? $kept['html'] : '<p>' . bercail_link( 'search', $settings ) . '</p>';
}

/** The questions, in a frame that our script makes and measures; without it, and wherever it fails, the link stays. */
function bercail_questions( $given ) {
	$settings = bercail_settings( $given, 'bercail_besoin' );
	// Without a version: the address is asked for again when the service has a newer script.
	wp_enqueue_script( 'bercail-embed', BERCAIL_ADDRESS . '/embed.js', array(), null, true );
	$attributes = '';
	foreach ( bercail_asked( $settings ) as $name => $value ) {
		$attributes .= ' ' . $name . '="' . esc_attr( $value ) . '"';
	}
	return '<bercail-match' . $attributes . '>' . bercail_link( 'match', $settings ) . '</bercail-match>';
}

/** Both blocks in the editor: a field for each setting, and what visitors will see, or the link in its place. */
const BERCAIL_EDITOR = <<<'SCRIPT'
( function ( blocks, el, editor, components, ServerSideRender, all ) {
	Object.keys( all ).forEach( function ( name ) {
		blocks.registerBlockType( name, {
			edit: function ( props ) {
				var inputs = all[ name ].map( function ( field ) {
					return el( field.options ? components.SelectControl : components.TextControl, {
						key: field.name,
						label: field.label,
						help: field.help,
						placeholder: field.example,
						options: field.options,
						value: props.attributes[ field.name ],
						onChange: function ( value ) {
							var change = {};
							change[ field.name ] = value;
							props.setAttributes( change );
						}
					} );
				} );
				return el( 'div', editor.useBlockProps(),
					el( editor.InspectorControls, null, el( components.PanelBody, { title: 'Bercail' }, inputs ) ),
					el( components.Disabled, null, el( ServerSideRender, { block: name, attributes: props.attributes } ) )
				);
			},
			save: function () { return null; }
		} );
	} );
} )( wp.blocks, wp.element.createElement, wp.blockEditor, wp.components, wp.serverSideRender, BERCAIL_BLOCKS );
SCRIPT;

/** The fields of a block, for its editor. */
function bercail_editor_fields( $shortcode ) {
	$fields = array();
	foreach ( array_diff_key( bercail_fields(), array_flip( BERCAIL_LEFT_OUT[ $shortcode ] ) ) as $name => list( $label, $kind, $help ) ) {
		$field = array( 'name' => $name, 'label' => $label, 'help' => $help );
		if ( is_array( $kind ) ) {
			$field['options'] = array( array( 'value' => '', 'label' => bercail_say( 'Comme tout le site', 'As the whole site' ) ) );
			foreach ( $kind as $value => $text ) {
				$field['options'][] = array( 'value' => $value, 'label' => $text );
			}
		} else {
			$field['example'] = $kind;
		}
		$fields[] = $field;
	}
	return $fields;
}

/** One of the two blocks. */
function bercail_register( $block, $shortcode, $title, $description, $show ) {
	register_block_type(
		$block,
		array(
			'api_version'           => 3,
			'title'                 => $title,
			'description'           => $description,
			'category'              => 'widgets',
			'icon'                  => 'admin-home',
			'attributes'            => array_map(
				function () {
					return array( 'type' => 'string', 'default' => '' );
				},
				array_diff_key( BERCAIL_SETTINGS, array_flip( BERCAIL_LEFT_OUT[ $shortcode ] ) )
			),
			'editor_script_handles' => array( 'bercail-editor' ),
			'render_callback'       => function ( $attributes ) use ( $show ) {
				return '<div ' . get_block_wrapper_attributes() . '>' . $show( $attributes ) . '</div>';
			},
		)
	);
}

add_shortcode( 'bercail', 'bercail_list' );
add_shortcode( 'bercail_besoin', 'bercail_questions' );

add_action(
	'init',
	function () {
		wp_register_script(
			'bercail-editor',
			false,
			array( 'wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components', 'wp-server-side-render' ),
			BERCAIL_VERSION,
			true
		);
		$fields = array(
			'bercail/liste'  => bercail_editor_fields( 'bercail' ),
			'bercail/besoin' => bercail_editor_fields( 'bercail_besoin' ),
		);
		wp_add_inline_script( 'bercail-editor', 'var BERCAIL_BLOCKS = ' . wp_json_encode( $fields ) . ";\n" . BERCAIL_EDITOR );
		bercail_register(
			'bercail/liste',
			'bercail',
			bercail_say( 'Bercail : des hébergeurs', 'Bercail: hosts' ),
			bercail_say( 'Une liste d’hébergeurs éthiques, tenue à jour.', 'A list of ethical hosts, kept up to date.' ),
			'bercail_list'
		);
		bercail_register(
			'bercail/besoin',
			'bercail_besoin',
			bercail_say( 'Bercail : trouver un hébergeur', 'Bercail: find a host' ),
			bercail_say( 'Quelques questions, puis les hébergeurs qui conviennent.', 'A few questions, then the hosts that fit.' ),
			'bercail_questions'
		);
	}
);

/** Only settings that we know, as plain texts of one line. */
function bercail_sanitize( $given ) {
	$clean = array();
	foreach ( bercail_fields() as $name => list( , $kind ) ) {
		$value = isset( $given[ $name ] ) && is_string( $given[ $name ] ) ? sanitize_text_field( $given[ $name ] ) : '';
		if ( '' !== $value && ( ! is_array( $kind ) || isset( $kind[ $value ] ) ) ) {
			$clean[ $name ] = $value;
		}
	}
	return $clean;
}

/** The page where an administrator chooses once for all blocks. */
function bercail_settings_page() {
	$chosen = array_merge( BERCAIL_SETTINGS, (array) get_option( BERCAIL_OPTION, array() ) );
	echo '<div class="wrap"><h1>Bercail</h1><p>';
	echo esc_html(
		bercail_say(
			'Ce qui vaut pour tous les blocs de ce site. Un bloc peut choisir autre chose ; un tiret (-) y veut dire : sans ce réglage.',
			'What holds for all blocks of this site. A block may choose something else; a dash (-) there means: without this setting.'
		)
	);
	echo '</p><form method="post" action="options.php">';
	settings_fields( 'bercail' );
	echo '<table class="form-table" role="presentation">';
	foreach ( bercail_fields() as $name => list( $label, $kind, $help ) ) {
		$id    = 'bercail-' . $name;
		$field = BERCAIL_OPTION . '[' . $name . ']';
		echo '<tr><th scope="row"><label for="' . esc_attr( $id ) . '">' . esc_html( $label ) . '</label></th><td>';
		if ( is_array( $kind ) ) {
			echo '<select id="' . esc_attr( $id ) . '" aria-describedby="' . esc_attr( $id ) . '-help" name="' . esc_attr( $field ) . '"><option value="">—</option>';
			foreach ( $kind as $value => $text ) {
				$selected = $value === $chosen[ $name ] ? ' selected' : '';
				echo '<option value="' . esc_attr( $value ) . '"' . $selected . '>' . esc_html( $text ) . '</option>';
			}
			echo '</select>';
		} else {
			echo '<input type="text" class="regular-text" id="' . esc_attr( $id ) . '" aria-describedby="' . esc_attr( $id ) . '-help" name="' . esc_attr( $field ) . '" value="' .
				esc_attr( $chosen[ $name ] ) . '" placeholder="' . esc_attr( $kind ) . '">';
		}
		echo '<p class="description" id="' . esc_attr( $id ) . '-help">' . esc_html( $help ) . '</p></td></tr>';
	}
	echo '</table>';
	submit_button();
	echo '</form><p><a href="' . esc_url( BERCAIL_ADDRESS . '/embed' ) . '">' .
		esc_html( bercail_say( 'Composer ces réglages sur Bercail', 'Compose these settings on Bercail' ) ) . '</a></p></div>';
}

add_action(
	'admin_init',
	function () {
		register_setting(
			'bercail',
			BERCAIL_OPTION,
			array( 'type' => 'array', 'default' => array(), 'sanitize_callback' => 'bercail_sanitize' )
		);
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page( 'Bercail', 'Bercail', 'manage_options', 'bercail', 'bercail_settings_page' );
	}
);

/** Nothing is left behind by a plugin that is removed; kept lists leave by themselves within a month. */
function bercail_uninstall() {
	delete_option( BERCAIL_OPTION );
}
register_uninstall_hook( __FILE__, 'bercail_uninstall' );
